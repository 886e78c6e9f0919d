// Columns of texts (base/column.h): one behind the other, lists of them, and such of which many are
// the same. Immutable and thread-safe.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/column.h"
#include "base/packed_numbers.h"

namespace kontor {

// Texts, one behind the other.
class Texts {
 public:
  Texts() = default;
  explicit Texts(Lists<char> letters) : letters_(std::move(letters)) {}

  [[nodiscard]] size_t size() const { return letters_.size(); }
  [[nodiscard]] std::string_view At(size_t i) const {
    const std::span<const char> letters = letters_[i];
    return {letters.data(), letters.size()};
  }
  std::string_view operator[](size_t i) const { return At(i); }

  template <typename Self, typename Visitor>
  static void VisitColumns(Self& self, Visitor& visit) {
    visit("letters", self.letters_);
  }

 private:
  Lists<char> letters_;
};

class TextsBuilder {
 public:
  void Add(std::string_view text) {
    letters_.AddAll(text);
    letters_.EndList();
  }
  [[nodiscard]] Texts Build() && { return Texts(std::move(letters_).Build()); }

 private:
  ListsBuilder<char> letters_;
};

using TextRange = ViewRange<Texts, std::string_view>;

// Lists of texts.
class TextLists {
 public:
  TextLists() = default;
  TextLists(std::vector<uint32_t> begins, Texts texts)
      : begins_(std::move(begins)), texts_(std::move(texts)) {}

  [[nodiscard]] size_t size() const { return begins_.empty() ? 0 : begins_.size() - 1; }
  [[nodiscard]] TextRange operator[](size_t i) const {
    return {texts_, begins_[i], begins_[i + 1]};
  }
  [[nodiscard]] bool IsSound() const {
    return begins_.empty() ? texts_.size() == 0
                           : begins_[0] == 0 && begins_.back() == texts_.size() &&
                                 std::ranges::is_sorted(begins_);
  }

  template <typename Self, typename Visitor>
  static void VisitColumns(Self& self, Visitor& visit) {
    visit("begins", self.begins_);
    visit("texts", self.texts_);
  }

 private:
  Column<uint32_t> begins_;
  Texts texts_;
};

class TextListsBuilder {
 public:
  void Add(std::string_view text) {
    texts_.Add(text);
    ++count_;
  }
  template <typename Range>
  void AddList(const Range& range) {
    for (const auto& text : range) Add(text);
    EndList();
  }
  void EndList() { begins_.push_back(ColumnPosition(count_)); }
  [[nodiscard]] TextLists Build() && { return {std::move(begins_), std::move(texts_).Build()}; }

 private:
  std::vector<uint32_t> begins_ = {0};
  TextsBuilder texts_;
  size_t count_ = 0;
};

// Texts of which many are the same: each different one stands once. The empty text has number 0.
class CodedTexts {
 public:
  CodedTexts() = default;
  CodedTexts(const std::vector<uint32_t>& numbers, Texts different)
      : numbers_(numbers), different_(std::move(different)) {}

  [[nodiscard]] std::string_view operator[](size_t i) const { return different_[numbers_[i]]; }
  // The same for the same text.
  [[nodiscard]] uint32_t Number(size_t i) const { return numbers_[i]; }

  template <typename Self, typename Visitor>
  static void VisitColumns(Self& self, Visitor& visit) {
    visit("numbers", self.numbers_);
    visit("different", self.different_);
  }

 private:
  PackedNumbers numbers_;
  Texts different_;
};

class CodedTextsBuilder {
 public:
  CodedTextsBuilder() { NumberOf(""); }
  void Add(std::string_view text) { numbers_.push_back(NumberOf(text)); }
  [[nodiscard]] CodedTexts Build() && { return {numbers_, std::move(texts_).Build()}; }

 private:
  uint32_t NumberOf(std::string_view text) {
    const auto next = static_cast<uint32_t>(known_.size());
    const auto [known, is_new] = known_.try_emplace(std::string(text), next);
    if (is_new) texts_.Add(text);
    return known->second;
  }

  std::unordered_map<std::string, uint32_t> known_;
  std::vector<uint32_t> numbers_;
  TextsBuilder texts_;
};

}  // namespace kontor
