# Writes OUTPUT, which defines kontor::SourceDigest(): a digest of the files in FILES (separated by
# "|"), names and contents. See engine/source_digest.h.
string(REPLACE "|" ";" files "${FILES}")
set(digests "")
foreach(file IN LISTS files)
  file(SHA256 "${file}" digest)
  string(APPEND digests "${digest}\n")
endforeach()
string(SHA256 digest "${digests}")
string(SUBSTRING "${digest}" 0 16 digits)
file(WRITE "${OUTPUT}"
"#include \"engine/source_digest.h\"

namespace kontor {
uint64_t SourceDigest() { return 0x${digits}ULL; }
}  // namespace kontor
")
