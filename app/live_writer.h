// Writes of a running server: one thread writes what many have asked for, in as few commits as
// possible, and has the snapshot follow.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "api/store_writer.h"
#include "app/snapshot_cache.h"
#include "data/codes.h"
#include "store/store.h"

namespace kontor {

// Thread-safe. Writes of one author that wait at the same time share a commit, and all that wait
// share the building of a snapshot.
class LiveWriter final : public StoreWriter {
 public:
  using UnixClock = std::function<int64_t()>;
  using Tell = std::function<void(const std::string&)>;

  static constexpr size_t kMaxWaiting = 256;      // calls; more are refused with kUnavailable
  static constexpr size_t kMostInCommit = 1'000;  // organisations

  // All outlive it. `tell` is told when a snapshot could not be built.
  LiveWriter(Store& store, SnapshotCache& cache, const Codes& codes, UnixClock clock, Tell tell);
  ~LiveWriter() override;  // what waits is written first
  LiveWriter(const LiveWriter&) = delete;
  LiveWriter& operator=(const LiveWriter&) = delete;

  Result<WriteReport> Write(std::span<const OrganisationWrite> writes, bool dry_run) override;
  Result<std::vector<Commit>> Commits(uint64_t first, size_t limit) override;
  [[nodiscard]] size_t waiting() const;  // calls of Write that the thread has not begun

 private:
  struct Job {
    std::span<const OrganisationWrite> writes;
    bool dry_run = false;
    WriteReport report;
    std::optional<Error> failure;
    bool is_done = false;
  };
  // A write whose commit is still to come.
  struct Pending {
    const OrganisationWrite* write = nullptr;
    WriteResult* result = nullptr;
    Batch batch;
  };

  void Run();
  bool AwaitJobs(std::vector<Job*>& jobs);  // false: it ends
  void Serve(std::span<Job* const> jobs);
  void Abandon(std::span<Job* const> jobs, const std::string& cause);
  void Apply(const OrganisationWrite& write, WriteResult& result, bool dry_run);
  std::expected<DocumentChange, WriteError> Prepare(const OrganisationWrite& write);
  std::expected<void, WriteError> CheckPrecondition(const OrganisationWrite& write,
                                                    const DocumentChange& change);
  void CommitPending();
  bool WriteTogether();  // false: not one of them is written
  void WriteOne(const Pending& pending);
  Status Refresh();

  Store& store_;
  SnapshotCache& cache_;
  OrganisationDocuments documents_;
  const UnixClock clock_;
  const Tell tell_;

  // Of the thread alone.
  std::unique_ptr<ReadView> view_;  // the state before pending_; null: to be made
  std::vector<Pending> pending_;
  std::set<std::string, std::less<>> pending_keys_;
  std::set<std::string, std::less<>> unseen_keys_;  // written, and in no snapshot yet

  mutable std::mutex mutex_;  // guards what follows
  std::condition_variable wake_;
  std::condition_variable done_;
  std::vector<Job*> waiting_;
  bool stop_ = false;
  std::thread thread_;
};

}  // namespace kontor
