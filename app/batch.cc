#include "app/batch.h"

#include <cerrno>
#include <fstream>
#include <iostream>
#include <vector>

#include "api/render.h"
#include "app/numbers.h"
#include "app/os_error.h"
#include "base/parallel.h"
#include "engine/scratch.h"

namespace kontor {
namespace {

constexpr size_t kLinesPerThread = 64;  // of one block; answers are written block by block

struct Reply {
  std::string text;
  bool answered = false;
};

Reply AnswerLine(const Snapshot& snapshot, PartnerQuery& query, const std::string& line,
                 EngineScratch& scratch) {
  if (line.size() > Limits::max_query_bytes) {
    const std::string limit = std::to_string(Limits::max_query_bytes);
    return {RenderBatchError(line.substr(0, 64),
                             {ErrorCode::kLimit, "a line may have at most " + limit + " bytes"})};
  }
  const Result<NodeIndex> organisation = ResolveOrganisation(snapshot, line);
  if (!organisation) {
    return {RenderBatchError(line, organisation.error())};
  }
  query.organisation = *organisation;
  const Result<PartnerAnswer> answer = FindPartners(snapshot, query, scratch);
  if (!answer) {
    return {RenderBatchError(line, answer.error())};
  }
  return {RenderBatchLine(snapshot, *answer), true};
}

// Threads take the next unanswered line; each reply has a place of its own, so that the order of
// the output does not depend on them.
class BatchAnswers {
 public:
  BatchAnswers(const Snapshot& snapshot, const PartnerQuery& query, int threads)
      : snapshot_(snapshot),
        queries_(static_cast<size_t>(threads), query),
        scratches_(queries_.size()) {}

  [[nodiscard]] size_t block_lines() const { return scratches_.size() * kLinesPerThread; }

  std::vector<Reply> Answer(const std::vector<std::string>& lines) {
    std::vector<Reply> replies(lines.size());
    ForEachIndex(lines.size(), scratches_.size(), [&](size_t i, size_t thread) {
      replies[i] = AnswerLine(snapshot_, queries_[thread], lines[i], scratches_[thread]);
    });
    return replies;
  }

 private:
  const Snapshot& snapshot_;
  std::vector<PartnerQuery> queries_;  // of each thread
  std::vector<EngineScratch> scratches_;
};

// The next line without its end; of one that is too long only as much as shows that it is. False at
// the end of the input.
bool ReadLine(std::istream& input, std::string& line) {
  constexpr int kEnd = std::istream::traits_type::eof();
  line.clear();
  int c = input.get();
  if (c == kEnd) {
    return false;
  }
  for (; c != kEnd && c != '\n'; c = input.get()) {
    if (line.size() <= Limits::max_query_bytes) {
      line += static_cast<char>(c);
    }
  }
  if (line.ends_with('\r')) {
    line.pop_back();
  }
  return true;
}

// Up to `count` lines that are not empty; fewer only at the end.
std::vector<std::string> ReadLines(std::istream& input, size_t count) {
  std::vector<std::string> lines;
  std::string line;
  while (lines.size() < count && ReadLine(input, line)) {
    if (line.find_first_not_of(" \t") != std::string::npos) {
      lines.push_back(line);
    }
  }
  return lines;
}

// Lines that failed are told, and fail the whole only when there is nothing else.
Status Summarise(size_t asked, size_t answered, Console& console) {
  if (answered == asked) {
    return {};
  }
  const std::string message = Counted(asked - answered, "line") + " of " + WithThousands(asked) +
                              " could not be answered: see \"error\" in the output";
  if (answered == 0) {
    return Fail(ErrorCode::kNotFound, message);
  }
  console.Say(message);
  return {};
}

Status AnswerStream(std::istream& input, BatchAnswers& batch, Console& console) {
  size_t asked = 0;
  size_t answered = 0;
  for (;;) {
    const std::vector<std::string> lines = ReadLines(input, batch.block_lines());
    asked += lines.size();
    if (asked > Limits::max_batch_lines) {
      return Fail(ErrorCode::kLimit,
                  "a batch may have at most " + WithThousands(Limits::max_batch_lines) + " lines");
    }
    std::string text;
    for (const Reply& reply : batch.Answer(lines)) {
      text += reply.text;
      answered += reply.answered ? 1 : 0;
    }
    if (Status written = console.Answer(text); !written) {
      return written;
    }
    if (input.bad()) {
      return Fail(ErrorCode::kIo, "the batch could not be read to its end");
    }
    if (lines.size() < batch.block_lines()) {
      return Summarise(asked, answered, console);
    }
  }
}

}  // namespace

Status AnswerBatch(const Snapshot& snapshot, const PartnerQuery& query, const std::string& file,
                   const BatchOptions& options, Console& console) {
  BatchAnswers batch(snapshot, query, options.threads);
  if (file == "-") {
    return AnswerStream(std::cin, batch, console);
  }
  std::ifstream input(file);
  if (!input) {
    return FailWithErrno(errno, file + " cannot be opened");
  }
  return AnswerStream(input, batch, console);
}

}  // namespace kontor
