#!/bin/sh
# 核验本证据包 / Checks this pack. Needs sha256sum, openssl and pdfsig (Debian: apt-get install openssl poppler-utils).
# 不需要 Pledge，不联网 / Needs no Pledge and no network. Exit code 0: everything fits.
cd "$(dirname "$0")" || exit 2
bad=0
say() { printf '%s\n' "$*"; }
fail() { bad=1; say "FAILED: $*"; }
sum() { sha256sum | cut -d' ' -f1; }

say "1. files: SHA256SUMS"
sha256sum --quiet -c SHA256SUMS || fail "a file is not the one that was exported"

# signed FILE SIGNATURE: some certificate of this pack signed exactly this file
signed() {
  for cert in certificates/*.pem; do
    openssl cms -verify -binary -inform DER -in "$2" -content "$1" -CAfile "$cert" -partial_chain -purpose any \
      -no_check_time -out /dev/null 2>/dev/null && return 0
  done
  return 1
}
say "2. signature of SHA256SUMS"
signed SHA256SUMS SHA256SUMS.p7s || fail "SHA256SUMS is not signed by a certificate of this pack"

say "3. chain of the events"
previous=0000000000000000000000000000000000000000000000000000000000000000
number=0
while IFS= read -r line; do
  number=$((number + 1))
  expected=$(sed -n "${number}p" events/chain.txt)
  [ "$(printf '%s' "$line" | sum)" = "$expected" ] || fail "event $number: hash"
  case $line in *"\"prevHash\":\"$previous\""*"\"seq\":$number,"*) ;; *) fail "event $number: does not follow the one before" ;; esac
  previous=$expected
done < events/events.jsonl
[ "$(wc -l < events/chain.txt)" -eq "$number" ] || fail "events are missing"

say "4. plans and quotations: JSON and PDF give the hash that was confirmed"
for folder in plans quotations; do
  while IFS="$(printf '\t')" read -r hash name; do
    [ -n "$hash" ] || continue
    [ "$(cat "$folder/$name.json" "documents/$name.pdf" | sum)" = "$hash" ] || fail "$folder $name"
  done < "$folder/hashes.tsv"
done

say "5. anchors: signatures"
for statement in anchors/*.json; do
  [ -e "$statement" ] || continue
  signed "$statement" "${statement%.json}.p7s" || fail "$statement"
done

say "6. anchors: what they say of this case"
hash=""
while IFS="$(printf '\t')" read -r word value; do
  case $word in
    leaf) leaf=$value; hash=$(printf 'leaf:%s' "$value" | sum) ;;
    left) hash=$(printf 'node:%s:%s' "$value" "$hash" | sum) ;;
    right) hash=$(printf 'node:%s:%s' "$hash" "$value" | sum) ;;
    root) grep -q "\"root\":\"$hash\"" "anchors/$value" || fail "not under the root of $value: $leaf" ;;
    head) grep -qx "$value" events/chain.txt || fail "the anchored head of the chain is not among the events" ;;
  esac
done < anchors/proofs.tsv

say "7. seals of the PDFs"
for pdf in $(cat documents/sealed.txt); do
  report=$(pdfsig "documents/$pdf" 2>/dev/null)
  case $report in *"Signature is Valid"*) ;; *) fail "seal of $pdf" ;; esac
  case $report in *"Total document signed"*) ;; *) fail "seal of $pdf does not cover all of it" ;; esac
done

# TSA_CA=FILE: root certificate of the authority, got from itself; else what the exporting installation trusted; else the pack's own
say "8. time stamps of a third party"
ca=${TSA_CA:-}
if [ -z "$ca" ] && [ -e stamps/trusted.pem ]; then ca=stamps/trusted.pem; fi
partial=""
if [ -z "$ca" ]; then ca=stamps/certificates.pem; partial=-partial_chain; fi
[ -n "${TSA_CA:-}" ] || [ ! -s stamps/list.tsv ] || say "   held against $ca only: name the authority's own certificate with TSA_CA=FILE"
while IFS="$(printf '\t')" read -r data token; do
  [ -n "$token" ] || continue
  openssl ts -verify -data "$data" -in "$token" -token_in -CAfile "$ca" $partial -no_check_time >/dev/null 2>&1 || fail "time stamp $token"
  case $data in
    stamps/*.sig)
      pdf=documents/$(basename "$data" .sig).pdf
      LC_ALL=C grep -qi "$(od -An -v -tx1 "$data" | tr -d ' \n')" "$pdf" || fail "$data is not the signature of $pdf" ;;
  esac
  say "   $(openssl ts -reply -in "$token" -token_in -text 2>/dev/null | sed -n 's/^Time stamp: //p')  $data"
done < stamps/list.tsv

[ "$bad" -eq 0 ] && say "OK: 全部相符 / everything fits" || say "NOT OK: 有不符之处 / something does not fit"
exit "$bad"
