#!/usr/bin/env bash
# One training by two processes on two "hosts", which are network namespaces of this machine joined by a virtual
# cable, so that they talk over TCP: it finds what one process finds; then one host is gone in the middle, its
# processes killed together, and all end with the last checkpoint whole, from which one process goes on. Needs
# root, Open MPI and iproute2; without them it says so and ends with 0.
#
#   Tests/hosts_by_namespace.sh .build/release/ser
set -euo pipefail

ser=$(realpath "${1:-.build/release/ser}")
for program in mpirun ip; do
  command -v "$program" >/dev/null || { echo "skipped: there is no $program"; exit 0; }
done
[ "$(id -u)" -eq 0 ] || { echo "skipped: only root makes network namespaces"; exit 0; }
ip netns add ser-a 2>/dev/null || { echo "skipped: this machine makes no network namespaces"; exit 0; }

work=$(mktemp -d)
finish() {
  for host in ser-a ser-b; do
    # shellcheck disable=SC2046
    kill -9 $(ip netns pids $host 2>/dev/null) 2>/dev/null || true
    ip netns delete $host 2>/dev/null || true
  done
  rm -rf "$work"
}
trap finish EXIT

ip netns add ser-b
ip link add cable-a netns ser-a type veth peer name cable-b netns ser-b
ip -n ser-a address add 10.93.0.1/24 dev cable-a
ip -n ser-b address add 10.93.0.2/24 dev cable-b
for host in a b; do
  ip -n ser-$host link set cable-$host up
  ip -n ser-$host link set lo up
done

# What ssh does between hosts: its first argument is a host, the rest a command line for a shell.
cat >"$work/agent" <<'AGENT'
#!/bin/sh
while [ "${1#-}" != "$1" ]; do shift; done
shift
exec ip netns exec ser-b sh -c "$*"
AGENT
chmod +x "$work/agent"

"$ser" corpus synthesize --output "$work/corpus" --quiet >/dev/null
cd "$work"
manifest=$(realpath "$(find corpus -name "*.csv" | head -1)")
training=(train dnn "$manifest" --set dnn.epochs=12 --set dnn.patience=12 --quiet)

# What each host has of its own: the launcher must not take the shared memory of one machine.
over_tcp=(
  mpirun --allow-run-as-root --oversubscribe -np 2 --host 10.93.0.1:1,10.93.0.2:1
  --mca plm_rsh_agent "$work/agent" --mca btl tcp,self --mca btl_tcp_if_include 10.93.0.0/24
  --mca oob_tcp_if_include 10.93.0.0/24 --mca pml ob1)
hosts() { ip netns exec ser-a env OMPI_MCA_orte_keep_fqdn_hostnames=1 "${over_tcp[@]}" "$ser" "$@"; }

"$ser" "${training[@]}" --output one >/dev/null
hosts "${training[@]}" --output two >/dev/null
python3 - <<'PYTHON'
import json
one, two = ([json.loads(line)["losses"] for line in open(f"{run}/metrics.jsonl")] for run in ("one", "two"))
assert len(one) == len(two) == 12, (len(one), len(two))
apart = max(abs(a[name] - b[name]) / abs(a[name]) for a, b in zip(one, two) for name in a)
assert apart < 1e-5, apart
print(f"two hosts over TCP: the losses of 12 epochs are those of one process (to {apart:.0e})")
PYTHON

longer=("${training[@]}" --set dnn.epochs=4000 --set dnn.patience=4000)
hosts "${longer[@]}" --output three >/dev/null 2>three.errors &
launched=$!
for _ in $(seq 600); do
  [ -s three/metrics.jsonl ] && [ "$(wc -l <three/metrics.jsonl)" -gt 5 ] && break
  sleep 0.1
done
begun=$(date +%s)
# shellcheck disable=SC2046
kill -9 $(ip netns pids ser-b)
status=0
wait "$launched" || status=$?
took=$(($(date +%s) - begun))
grep -q "^ser: Another process of this training is gone" three.errors || { cat three.errors; exit 1; }
[ "$status" -ne 0 ] && [ "$took" -le 30 ] || { echo "a host gone: status $status after $took s"; exit 1; }
echo "a host that is gone ends all, with status $status after $took s"
timeout --signal=USR1 --preserve-status 20 "$ser" "${longer[@]}" --output three --resume >/dev/null 2>&1 && status=0 || status=$?
[ "$status" -eq 75 ] || [ "$status" -eq 0 ] || { echo "going on alone: status $status"; exit 1; }
echo "one process goes on with what is left"
