# Sourced by the scripts beside it: where things lie, which Rust is used, how to fail in one sentence.
# shellcheck shell=bash
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
cd "$ROOT"
CACHE=${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/homoru
TARGET=${CARGO_TARGET_DIR:-$ROOT/target}
case $TARGET in /*) ;; *) TARGET=$ROOT/$TARGET ;; esac
# Without a home that can be written, what outlives a clean checkout lies in the checkout.
mkdir -p "$CACHE" 2>/dev/null && [ -w "$CACHE" ] || CACHE=$TARGET/cache
export CARGO_TARGET_DIR=$TARGET
BROWSER=$ROOT/server/tests/browser

say() { printf -- '-- %s\n' "$*"; }
fail() {
	printf 'homoru: %s\n' "$*" >&2
	exit 1
}

# The version Cargo.lock names for a package.
locked() { awk -v name="name = \"$1\"" '$0 == name { getline; gsub(/[^0-9.]/, ""); print; exit }' Cargo.lock; }

BINDGEN_VERSION=$(locked wasm-bindgen)
DEBIAN_RUST=$CACHE/debian-rust
PATH=$CACHE/wasm-bindgen-$BINDGEN_VERSION/bin:$PATH:${CARGO_HOME:-${HOME:-/tmp}/.cargo}/bin
export PATH

wasm_library() { rustc --print target-libdir --target wasm32-unknown-unknown 2>/dev/null; }
has_wasm() { compgen -G "$(wasm_library)/libcore-*.rlib" >/dev/null; }

# Debian's Rust with the library that `setup` built for it; it must be the one for this very compiler.
use_debian_rust() {
	PATH=$DEBIAN_RUST:$PATH
	export RUSTUP_TOOLCHAIN=/usr
	local wasm_ld
	wasm_ld=$(compgen -G '/usr/bin/wasm-ld-*' | sort -V | tail -n 1)
	export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=$wasm_ld
	# Old linkers are slow with a program of this size; Debian's compiler brings none of its own.
	local flags="-Clink-arg=-B/usr/lib/llvm-${wasm_ld##*-}/bin -Clink-arg=-fuse-ld=lld"
	export "CARGO_TARGET_$(uname -m | tr a-z A-Z)_UNKNOWN_LINUX_GNU_RUSTFLAGS=$flags"
}
debian_rust_is_whole() { [ -x "$DEBIAN_RUST/rustc" ] && rustc -vV | cmp -s - "$(wasm_library)/made-for"; }

# One toolchain for server, wasm, lints and tests: the user's, if it can make wasm, else Debian's.
# HOMORU_NO_RUSTUP=1 asks for Debian's.
use_rust() {
	if [ -z "${HOMORU_NO_RUSTUP:-}" ] && has_wasm; then return 0; fi
	[ -x "$DEBIAN_RUST/rustc" ] || return 1
	use_debian_rust
	debian_rust_is_whole
}
