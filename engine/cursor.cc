#include "engine/cursor.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <span>

#include "base/checksum.h"

namespace kontor {
namespace {

constexpr int kBase = 36;
constexpr size_t kParts = 4;

std::string Digits(uint64_t number) {
  std::array<char, 16> digits{};
  const auto result = std::to_chars(digits.begin(), digits.end(), number, kBase);
  return {digits.data(), result.ptr};
}

// Texts and numbers one behind the other, each with its end.
class Description {
 public:
  Description& Add(std::string_view text) {
    text_ += std::to_string(text.size()) + ":";
    text_ += text;
    return *this;
  }
  Description& Add(double number) {
    std::array<char, 32> digits{};
    const auto result = std::to_chars(digits.begin(), digits.end(), number);
    return Add(std::string_view(digits.data(), result.ptr));
  }
  Description& Add(const Filters& filters) {
    for (const auto& [criterion, values] : filters) {
      Add(Name(criterion));
      for (const uint32_t value : values) text_ += std::to_string(value) + ",";
    }
    return Add("");
  }
  [[nodiscard]] uint64_t Digest() const { return BlockChecksum(std::as_bytes(std::span(text_))); }

 private:
  std::string text_;
};

}  // namespace

std::string WriteCursor(const Cursor& cursor) {
  return Digits(cursor.generation) + "." + Digits(static_cast<uint32_t>(cursor.day.days)) + "." +
         Digits(cursor.place) + "." + Digits(cursor.question);
}

Result<Cursor> ReadCursor(std::string_view text) {
  const auto failed =
      Fail(ErrorCode::kInvalidArgument, "the cursor is not one that an answer has given");
  std::array<uint64_t, kParts> parts{};
  for (size_t i = 0; i < kParts; ++i) {
    const size_t end = i + 1 < kParts ? text.find('.') : text.size();
    if (end == std::string_view::npos) return failed;
    const char* last = text.data() + end;
    const auto [stop, error] = std::from_chars(text.data(), last, parts[i], kBase);
    if (error != std::errc() || stop != last) return failed;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  const Date day{static_cast<int32_t>(static_cast<uint32_t>(parts[1]))};
  if (parts[1] > UINT32_MAX || !day.known() || !day.valid() || parts[2] == 0 ||
      parts[2] > kDeepestHit) {
    return failed;
  }
  return Cursor{parts[0], day, parts[2], parts[3]};
}

uint64_t DigestOf(const SearchQuery& query, std::string_view ranked_by) {
  Description description;
  description.Add(query.text).Add(ranked_by).Add(query.literal ? "literal" : "");
  description.Add(query.by_distance ? "distance" : "").Add(query.filters);
  description.Add(std::to_string(query.as_of.days));
  for (const NodeIndex organisation : query.excluded) description.Add(std::to_string(organisation));
  for (const Wish& wish : query.wishes) description.Add(Name(wish.strength)).Add(wish.filters);
  for (const Area::Circle& circle : query.area.circles) {
    description.Add(circle.centre.latitude).Add(circle.centre.longitude);
    description.Add(std::to_string(circle.metres));
  }
  if (const auto& box = query.area.box) {
    description.Add(box->south).Add(box->west).Add(box->north).Add(box->east);
  }
  return description.Digest();
}

void EndPage(const SearchQuery& query, std::string_view ranked_by, SearchAnswer& answer) {
  const size_t given = query.skip + query.top;
  answer.next.clear();
  if (answer.matching <= given) return;
  if (given <= kDeepestHit) {
    answer.next = WriteCursor({answer.generation, query.as_of, given, DigestOf(query, ranked_by)});
  } else {
    answer.notes.push_back("Pages end here, behind " + std::to_string(given) +
                           " hits: narrow the question to see others.");
  }
}

std::unexpected<Error> FailExpired(uint64_t generation) {
  return Fail(ErrorCode::kConflict, "the cursor has expired, with generation " +
                                        std::to_string(generation) +
                                        " of the data: ask again without it");
}

Status Continue(const Cursor& cursor, uint64_t generation, std::string_view ranked_by,
                SearchQuery& query) {
  if (cursor.generation != generation) return FailExpired(cursor.generation);
  query.as_of = cursor.day;
  if (cursor.question != DigestOf(query, ranked_by)) {
    return Fail(ErrorCode::kInvalidArgument,
                "the cursor belongs to another question: send it with the same parameters");
  }
  query.skip = cursor.place;
  return {};
}

}  // namespace kontor
