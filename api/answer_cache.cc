#include "api/answer_cache.h"

#include <iterator>
#include <utility>

namespace kontor {

size_t AnswerCache::BytesOf(const Entry& entry) {
  constexpr size_t kAround = 256;  // list, table and pointers
  return kAround + entry.question.size() + entry.answer->body.size() + entry.answer->tag.size();
}

// REQUIRES: mutex_ is held
void AnswerCache::TurnTo(uint64_t generation, Entries& dropped) {
  if (generation == generation_) return;
  generation_ = generation;
  dropped.swap(entries_);
  places_.clear();
  bytes_ = 0;
}

std::shared_ptr<const CachedAnswer> AnswerCache::Find(uint64_t generation,
                                                      std::string_view question) {
  const std::scoped_lock lock(mutex_);
  if (generation != generation_) return nullptr;
  const auto found = places_.find(question);
  if (found == places_.end()) return nullptr;
  entries_.splice(entries_.begin(), entries_, found->second);
  return found->second->answer;
}

void AnswerCache::Keep(uint64_t generation, std::string question,
                       std::shared_ptr<const CachedAnswer> answer) {
  constexpr size_t kLargestShare = 16;
  Entries made;
  made.push_back({std::move(question), std::move(answer)});
  const size_t bytes = BytesOf(made.front());
  if (bytes > max_bytes_ / kLargestShare) return;
  Entries dropped;  // freed behind the lock
  const std::scoped_lock lock(mutex_);
  if (generation < generation_) return;  // new data came while it was made
  TurnTo(generation, dropped);
  if (places_.contains(made.front().question)) return;  // another made it as well
  entries_.splice(entries_.begin(), made);
  places_.emplace(entries_.front().question, entries_.begin());
  bytes_ += bytes;
  while (bytes_ > max_bytes_) {
    const auto last = std::prev(entries_.end());
    bytes_ -= BytesOf(*last);
    places_.erase(last->question);
    dropped.splice(dropped.end(), entries_, last);
  }
}

}  // namespace kontor
