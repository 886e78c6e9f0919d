// One consistent state of an open database. Private to store/.
#pragma once

#include <memory>

#include "store/database.h"
#include "store/log_codec.h"
#include "store/store.h"

namespace kontor {

enum class ViewState {
  kSnapshot,  // as of now, whatever is written later
  kLatest,    // with every later write: for one who writes, and for databases open for reading
};

class RocksDbView : public ReadView {
 public:
  static Result<std::unique_ptr<RocksDbView>> Make(std::shared_ptr<const Database> database,
                                                   ViewState state);
  ~RocksDbView() override;

  [[nodiscard]] Generation generation() const override { return generation_; }
  Result<std::optional<Node>> FindNode(NodeId id) const override;
  Result<std::optional<Edge>> FindEdge(const EdgeKey& key) const override;
  Status ForEachNode(const NodeVisitor& visit) const override;
  Status ForEachNode(NodeType type, const NodeVisitor& visit) const override;
  Status ForEachEdge(const EdgeVisitor& visit) const override;
  Status ForEachEdgeFrom(NodeId from, const EdgeVisitor& visit) const override;
  Status ForEachEdgeTo(NodeId to, const EdgeVisitor& visit) const override;
  Result<std::vector<NodeId>> Resolve(NodeType type, std::string_view name,
                                      size_t limit) const override;
  Status ForEachCommit(Generation first,
                       const std::function<bool(const Commit&)>& visit) const override;
  Status ForEachLogEntry(Generation first,
                         const std::function<bool(const LogEntry&)>& visit) const override;
  Result<std::optional<std::string>> FindUserRecord(UserFamily family,
                                                    std::string_view key) const override;
  Status ForEachUserRecord(UserFamily family, std::string_view prefix, std::string_view from,
                           const UserRecordVisitor& visit) const override;

  // The raw records of a column family whose keys start with `prefix`, in ascending order, from
  // `prefix` + `from` on. The visitor returns false to stop, or an error.
  using RecordVisitor = std::function<Result<bool>(std::string_view key, std::string_view value)>;
  Status ForEachRecord(Family family, std::string_view prefix, std::string_view from,
                       const RecordVisitor& visit) const;
  // The bytes of one record; none when there is none.
  Result<std::optional<std::string>> FindRecord(Family family, std::string_view key) const;
  // Commits with what the log alone knows of them.
  Status ForEachCommitRecord(Generation first,
                             const std::function<bool(const CommitRecord&)>& visit) const;

 private:
  RocksDbView(std::shared_ptr<const Database> database, const rocksdb::Snapshot* snapshot,
              Generation generation)
      : database_(std::move(database)), snapshot_(snapshot), generation_(generation) {}

  Status VisitEdges(Family family, std::string_view prefix, const EdgeVisitor& visit) const;
  Status AddNamed(const std::string& prefix, size_t limit, std::vector<NodeId>& ids) const;

  const std::shared_ptr<const Database> database_;
  const rocksdb::Snapshot* const snapshot_;  // may be null
  const Generation generation_;
};

}  // namespace kontor
