// A photo is made small in the browser: a square of 256 points, without what the camera wrote into it.

const side = 256

export function enable(form) {
  const input = form.querySelector('input[type=file]')
  const error = form.querySelector('.error')
  input.closest('label').hidden = false
  input.addEventListener('change', async () => {
    if (!input.files.length) return
    error.hidden = true
    try {
      form.querySelector('[name=photo]').value = await small(input.files[0])
      input.value = ''
      form.requestSubmit()
    } catch {
      error.hidden = false
    }
  })
}

// - Returns the picture's middle as JPEG in Base64.
async function small(file) {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' })
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = side
  const length = Math.min(picture.width, picture.height)
  const context = canvas.getContext('2d')
  context.fillStyle = '#fff'
  context.fillRect(0, 0, side, side)
  context.imageSmoothingQuality = 'high'
  context.drawImage(picture, (picture.width - length) / 2, (picture.height - length) / 2, length, length, 0, 0, side, side)
  return canvas.toDataURL('image/jpeg', 0.86).split(',')[1]
}
