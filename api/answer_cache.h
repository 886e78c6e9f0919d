// Answers that were given, for the next who ask the same of the same data.
#pragma once

#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace kontor {

struct CachedAnswer {
  std::string body;
  std::string tag;       // its entity tag
  std::string language;  // of its sentences; empty: it has none
};

// Thread-safe; a lock is held for moments only. Holds one generation at a time: an answer of
// another ends all before it.
class AnswerCache {
 public:
  // `max_bytes`: of all questions and answers together; those that were asked for longest ago go
  // first. Answers of more than a sixteenth of that are not kept.
  explicit AnswerCache(size_t max_bytes) : max_bytes_(max_bytes) {}

  // Null where it is not there. `question` has all that the answer depends on beside the
  // generation.
  std::shared_ptr<const CachedAnswer> Find(uint64_t generation, std::string_view question);
  void Keep(uint64_t generation, std::string question, std::shared_ptr<const CachedAnswer> answer);

 private:
  struct Entry {
    std::string question;
    std::shared_ptr<const CachedAnswer> answer;
  };
  using Entries = std::list<Entry>;  // the last asked for first

  static size_t BytesOf(const Entry& entry);
  void TurnTo(uint64_t generation, Entries& dropped);

  const size_t max_bytes_;
  std::mutex mutex_;  // guards what follows
  uint64_t generation_ = 0;
  Entries entries_;
  std::unordered_map<std::string_view, Entries::iterator> places_;  // by the entries' questions
  size_t bytes_ = 0;
};

}  // namespace kontor
