# Sourced by scripts/demo and scripts/test: starts programs in the background, keeps what they print, and stops them when
# the script ends, however it ends.

running_directory=$(mktemp -d "${TMPDIR:-/tmp}/priyom.XXXXXX")
# PostgreSQL runs as a user of its own and must be able to pass through.
chmod 711 "$running_directory"
running_names=()
running_ids=()
# Where the database of the server that is started next stands, with its other files: this folder or one in it.
data_directory=$running_directory

# start NAME COMMAND…: runs the command in the background; what it prints goes to its log.
start() {
    local name=$1
    shift
    "$@" >"$(log_of "$name")" 2>&1 </dev/null &
    running_names+=("$name")
    running_ids+=($!)
}

log_of() {
    echo "$running_directory/$1.log"
}

show_logs() {
    local name
    for name in "${running_names[@]}"; do
        printf -- '---- the last lines of %s\n' "$name" >&2
        tail -n 40 "$(log_of "$name")" >&2
    done
}

# The last started is the first to stop. What has not ended after 10 s is killed.
stop_everything() {
    local index id attempt
    for ((index = ${#running_ids[@]} - 1; index >= 0; index--)); do
        id=${running_ids[index]}
        kill "$id" 2>/dev/null || continue
        for ((attempt = 0; attempt < 100; attempt++)); do
            kill -0 "$id" 2>/dev/null || break
            sleep 0.1
        done
        kill -KILL "$id" 2>/dev/null || true
    done
    wait
    rm -rf "$running_directory"
}

# free_port [FIRST]: a loopback port nobody listens on, the first one from FIRST on, or any.
free_port() {
    local port=${1:-$((20000 + RANDOM % 10000))}
    while (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do
        port=$((port + 1))
    done
    echo "$port"
}

# wait_for NAME COMMAND…: until the command succeeds; fails at once if the program NAME has ended, or after 60 s.
wait_for() {
    local name=$1 index id attempt
    shift
    for index in "${!running_names[@]}"; do
        [ "${running_names[index]}" != "$name" ] || id=${running_ids[index]}
    done
    for ((attempt = 0; attempt < 600; attempt++)); do
        ! "$@" >/dev/null 2>&1 || return 0
        kill -0 "$id" 2>/dev/null || break
        sleep 0.1
    done
    echo "$name did not start." >&2
    return 1
}

listens() {
    (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

# Words for `env` that take away what stands in the environment for the tests: it is no setting of the server.
without_settings() {
    compgen -e PRIYOM_ | sed 's/^/--unset=/'
}

# add_person BINARIES NAME DISPLAY_NAME ROLE [OPTION…]: may log in with $password.
add_person() {
    local binaries=$1 name=$2 display_name=$3 role=$4
    shift 4
    # Names of variables have no blanks.
    # shellcheck disable=SC2046
    env $(without_settings) "$binaries/priyom" user add "$name" --display-name "$display_name" --role "$role" "$@" \
        --database "$data_directory/priyom.db" --log-level warning >/dev/null <<<"$password"
}

# add_people BINARIES SEED: those who may log in with $password, into a fresh SQLite database; and $sample_contacts made-up
# contacts where that is set.
add_people() {
    local binaries=$1 seed=$2
    password=$(od -An -N6 -tx1 /dev/urandom | tr -d ' \n')
    add_person "$binaries" operator "Петрова Анна" operator --phone 0111 --department "Колл-центр"
    add_person "$binaries" operator2 "Смирнова Ольга" operator --phone 0125 --department "Колл-центр"
    add_person "$binaries" supervisor "Рогова Мария" supervisor --department "Колл-центр"
    add_person "$binaries" admin "Администратор" administrator
    [ -n "${sample_contacts:-}" ] || return 0
    # shellcheck disable=SC2046
    env $(without_settings) "$binaries/priyom" generate --contacts "$sample_contacts" --seed "$seed" \
        --database "$data_directory/priyom.db" --log-level warning >/dev/null
}

# start_priyom BINARIES PORT CALLS_PER_MINUTE SEED: the PBX simulator, and the server in front of it. Leaves the simulator's
# control port in $control_port. Letters go to port $mail_port of this machine where that is set; panels may ask its port $panels_port.
start_priyom() {
    local mail=() printing=() binaries=$1 port=$2 calls_per_minute=$3 seed=$4 pbx_port place=${data_directory#"$running_directory"}
    place=${place:+${place#/}/}
    pbx_port=$(free_port)
    control_port=$(free_port $((pbx_port + 1)))
    od -An -N16 -tx1 /dev/urandom | tr -d ' \n' >"$data_directory/secret"

    start "${place}pbx-simulator" "$binaries/pbx-simulator" --port "$pbx_port" --control-port "$control_port" \
        --user priyom --secret "$(cat "$data_directory/secret")" \
        --calls-per-minute "$calls_per_minute" --seed "$seed" --cdr-csv "$data_directory/Master.csv" --time-zone UTC \
        --recordings "$data_directory/recordings"
    wait_for "${place}pbx-simulator" listens "$control_port"
    mkdir -p -m 2750 "$data_directory/faxes"

    if [ -n "${mail_port:-}" ]; then
        mail=(--mail-server "127.0.0.1:$mail_port" --mail-security off --mail-from "Приём <reports@example.org>")
    fi
    ! command -v weasyprint >/dev/null || printing=(--fax-weasyprint weasyprint)
    # shellcheck disable=SC2046
    start "${place}priyom" env $(without_settings) "$binaries/priyom" serve --database "$data_directory/priyom.db" --server-port "$port" \
        --business-name "АртсМоторс" \
        --pbx-host 127.0.0.1 --pbx-port "$pbx_port" --pbx-username priyom \
        --pbx-secret-file "$data_directory/secret" \
        --pbx-cdr-csv "$data_directory/Master.csv" --pbx-time-zone UTC \
        --recordings-folder "$data_directory/recordings" \
        --recordings-cache-folder "$data_directory/converted" \
        --secrets-key-file "$data_directory/secrets.key" --webhooks-private-networks 127.0.0.0/8 \
        --routing-addresses 127.0.0.1 --pbx-remote-models "Yealink*" --fax-folder "$data_directory/faxes" \
        ${panels_port:+--panels-hosts "127.0.0.1:$panels_port"} \
        "${mail[@]}" "${printing[@]}"
    wait_for "${place}priyom" curl --silent --fail "http://127.0.0.1:$port/health"
}
