// The switch between the light and the dark theme. The server puts the choice into the page, so nothing flashes.

export function enableThemeSwitch() {
  const root = document.documentElement
  for (const button of document.querySelectorAll('[data-theme-switch]')) {
    button.addEventListener('click', () => {
      const theme = getComputedStyle(root).colorScheme === 'dark' ? 'light' : 'dark'
      root.dataset.theme = theme
      document.cookie = `theme=${theme}; path=/; max-age=31536000; samesite=lax`
    })
  }
}
