#include "store/person_codec.h"

#include "store/bytes.h"

namespace kontor {
namespace {

constexpr uint8_t kPersonVersion = 1;
constexpr char kPersonKind = 0x01;
constexpr char kPersonOfKind = 0x02;

}  // namespace

std::string PersonKey(uint64_t number) {
  std::string key(1, kPersonKind);
  ByteWriter(key).PutFixed(number, 8);
  return key;
}

std::string PersonsPrefix(NodeId organisation) {
  std::string key(1, kPersonOfKind);
  ByteWriter(key).PutFixed(organisation.value(), 8);
  return key;
}

std::string PersonOfKey(NodeId organisation, uint64_t number) {
  std::string key = PersonsPrefix(organisation);
  ByteWriter(key).PutFixed(number, 8);
  return key;
}

std::string EncodePerson(const Person& person) {
  std::string bytes;
  ByteWriter writer(bytes);
  writer.PutByte(kPersonVersion);
  writer.PutVarint(person.number);
  for (const std::string* text : {&person.organisation, &person.name, &person.role, &person.email,
                                  &person.phone, &person.note, &person.trace.key_id}) {
    writer.PutText(*text);
  }
  writer.PutFixed(static_cast<uint64_t>(person.trace.unix_seconds), 8);
  return bytes;
}

Result<Person> DecodePerson(std::string_view bytes) {
  ByteReader reader(bytes);
  const uint8_t version = reader.Byte();
  Person person;
  person.number = reader.Varint();
  for (std::string* text : {&person.organisation, &person.name, &person.role, &person.email,
                            &person.phone, &person.note, &person.trace.key_id}) {
    *text = reader.Text();
  }
  person.trace.unix_seconds = static_cast<int64_t>(reader.Fixed(8));
  if (!reader.done() || version != kPersonVersion) {
    return Fail(ErrorCode::kCorrupt, "a person cannot be read");
  }
  return person;
}

}  // namespace kontor
