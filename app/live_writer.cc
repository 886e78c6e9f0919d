#include "app/live_writer.h"

#include <algorithm>
#include <utility>

#include "api/revision.h"

namespace kontor {
namespace {

std::unexpected<WriteError> FailWrite(Error error) {
  return std::unexpected(WriteError{{std::move(error), {}}, false});
}

std::unexpected<WriteError> FailOutdated(std::string message) {
  return std::unexpected(WriteError{{{ErrorCode::kConflict, std::move(message)}, {}}, true});
}

template <typename T>
void Append(std::vector<T>& all, const std::vector<T>& more) {
  all.insert(all.end(), more.begin(), more.end());
}

}  // namespace

LiveWriter::LiveWriter(Store& store, SnapshotCache& cache, const Codes& codes, UnixClock clock,
                       Tell tell)
    : store_(store),
      cache_(cache),
      documents_(codes),
      clock_(std::move(clock)),
      tell_(std::move(tell)),
      thread_([this] { Run(); }) {}

LiveWriter::~LiveWriter() {
  {
    const std::scoped_lock lock(mutex_);
    stop_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

Result<WriteReport> LiveWriter::Write(std::span<const OrganisationWrite> writes, bool dry_run) {
  Job job{writes, dry_run, {}, {}, false};
  std::unique_lock lock(mutex_);
  if (stop_) return Fail(ErrorCode::kUnavailable, "the server stops");
  if (waiting_.size() >= kMaxWaiting) {
    return Fail(ErrorCode::kUnavailable, "too many writes wait already: try again in a moment");
  }
  waiting_.push_back(&job);
  wake_.notify_all();
  done_.wait(lock, [&job] { return job.is_done; });
  if (job.failure) return std::unexpected(*job.failure);
  return std::move(job.report);
}

Result<std::vector<Commit>> LiveWriter::Commits(uint64_t first, size_t limit) {
  const auto view = store_.View();
  if (!view) return std::unexpected(view.error());
  std::vector<Commit> commits;
  const Status read = (*view)->ForEachCommit(first, [&](const Commit& commit) {
    commits.push_back(commit);
    return commits.size() < limit;
  });
  if (!read) return std::unexpected(read.error());
  return commits;
}

size_t LiveWriter::waiting() const {
  const std::scoped_lock lock(mutex_);
  return waiting_.size();
}

bool LiveWriter::AwaitJobs(std::vector<Job*>& jobs) {
  std::unique_lock lock(mutex_);
  wake_.wait(lock, [this] { return stop_ || !waiting_.empty(); });
  jobs = std::exchange(waiting_, {});
  return !jobs.empty();
}

void LiveWriter::Run() {
  std::vector<Job*> jobs;
  while (AwaitJobs(jobs)) {
    try {
      Serve(jobs);
    } catch (const std::exception& error) {  // memory is short; who waits must not wait for ever
      Abandon(jobs, error.what());
    }
    {
      const std::scoped_lock lock(mutex_);
      for (Job* job : jobs) job->is_done = true;
    }
    done_.notify_all();
  }
}

void LiveWriter::Abandon(std::span<Job* const> jobs, const std::string& cause) {
  pending_.clear();
  pending_keys_.clear();
  view_.reset();
  tell_("writing failed: " + cause);
  for (Job* job : jobs) {
    job->failure = Error{ErrorCode::kInternal, "writing failed, perhaps in part: " + cause};
  }
}

void LiveWriter::Serve(std::span<Job* const> jobs) {
  for (Job* job : jobs) {
    job->report.results.resize(job->writes.size());
    for (size_t i = 0; i < job->writes.size(); ++i) {
      Apply(job->writes[i], job->report.results[i], job->dry_run);
    }
  }
  CommitPending();
  view_.reset();
  const Status refreshed = Refresh();
  if (!refreshed) tell_("answers stay on the old data: " + refreshed.error().message);
  const Result<SnapshotPointer> newest = cache_.Current(Date{});
  for (Job* job : jobs) {
    if (newest) job->report.generation = (*newest)->generation;
    const bool is_written = std::ranges::any_of(
        job->report.results, [](const WriteResult& result) { return result && result->changed; });
    if (!refreshed && !job->dry_run && is_written) {
      job->failure =
          Error{ErrorCode::kInternal,
                "what was sent is written, but cannot be read yet: " + refreshed.error().message};
    }
  }
}

// A commit holds each organisation once and has one author.
void LiveWriter::Apply(const OrganisationWrite& write, WriteResult& result, bool dry_run) {
  const bool is_other = !pending_.empty() && pending_.front().write->key_id != write.key_id;
  if (is_other || pending_.size() >= kMostInCommit) CommitPending();
  std::expected<DocumentChange, WriteError> change = Prepare(write);
  if (!change) {
    result = std::unexpected(std::move(change.error()));
    return;
  }
  result = WrittenOrganisation{change->key, change->existed, !change->batch.empty()};
  if (dry_run || change->batch.empty()) return;
  pending_keys_.insert(std::move(change->key));
  pending_.push_back({&write, &result, std::move(change->batch)});
}

std::expected<DocumentChange, WriteError> LiveWriter::Prepare(const OrganisationWrite& write) {
  if (!view_) {
    auto view = store_.View();
    if (!view) return FailWrite(view.error());
    view_ = *std::move(view);
  }
  ChangedDocument change = write.kind == OrganisationWrite::Kind::kErase
                               ? OrganisationDocuments::Erase(*view_, write.id)
                           : write.kind == OrganisationWrite::Kind::kPatch
                               ? documents_.Patch(*view_, write.id, write.document, write.author)
                               : documents_.Replace(*view_, write.id, write.document, write.author);
  if (!change) return std::unexpected(WriteError{std::move(change.error()), false});
  if (pending_keys_.contains(change->key)) {  // it was read before what is pending
    CommitPending();
    return Prepare(write);
  }
  if (auto met = CheckPrecondition(write, *change); !met) {
    return std::unexpected(std::move(met.error()));
  }
  return *std::move(change);
}

// The caller's tags are those of answers, which are made from snapshots.
std::expected<void, WriteError> LiveWriter::CheckPrecondition(const OrganisationWrite& write,
                                                              const DocumentChange& change) {
  if (write.must_be_new && change.existed) return FailOutdated(change.key + " exists already");
  if (write.if_match.empty()) return {};
  if (unseen_keys_.contains(change.key)) {
    if (Status refreshed = Refresh(); !refreshed) return FailWrite(refreshed.error());
  }
  const Result<SnapshotPointer> newest = cache_.Current(Date{});
  if (!newest) return FailWrite(newest.error());
  const NodeIndex organisation =
      (*newest)->profiles.Find(NodeId::Of(NodeType::kOrganisation, change.key));
  if (!change.existed || organisation == kNoNode) {
    return FailOutdated(change.key + " does not exist");
  }
  if (MatchesTag(write.if_match, RevisionTag(**newest, organisation))) return {};
  return FailOutdated(change.key + " has changed since: read it again");
}

void LiveWriter::CommitPending() {
  if (pending_.empty()) return;
  // One that no store may hold must not take the others with it.
  if (pending_.size() == 1 || !WriteTogether()) {
    for (const Pending& one : pending_) WriteOne(one);
  }
  unseen_keys_.merge(pending_keys_);
  pending_.clear();
  pending_keys_.clear();
  view_.reset();
}

bool LiveWriter::WriteTogether() {
  Batch all;
  for (const Pending& one : pending_) {
    Append(all.erase_edges, one.batch.erase_edges);
    Append(all.erase_nodes, one.batch.erase_nodes);
    Append(all.clear_nodes, one.batch.clear_nodes);
    Append(all.nodes, one.batch.nodes);
    Append(all.edges, one.batch.edges);
  }
  return store_.Write(all, {"api", pending_.front().write->key_id, clock_()}).has_value();
}

void LiveWriter::WriteOne(const Pending& pending) {
  const auto written = store_.Write(pending.batch, {"api", pending.write->key_id, clock_()});
  if (!written) *pending.result = FailWrite(written.error());
}

Status LiveWriter::Refresh() {
  const Result<bool> refreshed = cache_.Refresh();
  if (!refreshed) return std::unexpected(refreshed.error());
  unseen_keys_.clear();
  return {};
}

}  // namespace kontor
