// ImportDemo of data/import.h: plans the network, then writes it in batches.
#include <utility>

#include "data/demo/organisations.h"
#include "data/demo/partnerships.h"
#include "data/demo/plan.h"
#include "data/demo/world.h"
#include "data/import_run.h"

namespace kontor {
namespace {

using demo::Plan;
using demo::World;

constexpr size_t kMinOrganisations = 10;
constexpr size_t kMaxOrganisations = 1'000'000;
constexpr size_t kBatchRecords = 20'000;  // nodes and edges; some megabytes

class DemoWriter {
 public:
  DemoWriter(const World& world, uint64_t seed, ImportRun& run)
      : world_(world), seed_(seed), run_(run) {}

  Status Write(const Plan& plan);

 private:
  Status WriteOrganisations(const Plan& plan);
  Status WritePartnerships(const Plan& plan);
  Status FlushIfFull(std::string_view stage, uint64_t done, uint64_t total);
  Status Flush();

  const World& world_;
  const uint64_t seed_;
  ImportRun& run_;
  Batch batch_;
  std::vector<NodeId> ids_;  // by number of the organisation
};

Status DemoWriter::Flush() {
  auto written = run_.Write(batch_);
  batch_ = {};
  return written;
}

Status DemoWriter::FlushIfFull(std::string_view stage, uint64_t done, uint64_t total) {
  run_.CountRow();
  if (batch_.nodes.size() + batch_.edges.size() < kBatchRecords) return {};
  if (auto going = run_.Tick(stage, done, total); !going) return going;
  return Flush();
}

Status DemoWriter::WriteOrganisations(const Plan& plan) {
  demo::OrganisationWriter writer(world_, seed_);
  ids_.reserve(plan.organisations.size());
  for (size_t i = 0; i < plan.organisations.size(); ++i) {
    ids_.push_back(writer.Write(plan.organisations[i], i, batch_));
    if (auto flushed = FlushIfFull("organisations", i, plan.organisations.size()); !flushed) {
      return flushed;
    }
  }
  return {};
}

Status DemoWriter::WritePartnerships(const Plan& plan) {
  std::vector<NodeId> members;
  const auto place_of = [&](uint32_t organisation) -> const demo::Place& {
    return world_.places[plan.organisations[organisation].place];
  };
  for (size_t i = 0; i < plan.partnerships.size(); ++i) {
    const auto planned_members = plan.Members(plan.partnerships[i]);
    members.clear();
    for (const uint32_t member : planned_members) members.push_back(ids_[member]);
    demo::WritePartnership(world_, seed_,
                           {plan.partnerships[i], i, members, place_of(planned_members.front()),
                            place_of(planned_members.back())},
                           batch_);
    if (auto flushed = FlushIfFull("partnerships", i, plan.partnerships.size()); !flushed) {
      return flushed;
    }
  }
  return {};
}

Status DemoWriter::Write(const Plan& plan) {
  demo::WriteCalls(world_, batch_);
  if (auto written = WriteOrganisations(plan); !written) return written;
  if (auto written = WritePartnerships(plan); !written) return written;
  return Flush();
}

}  // namespace

Result<ImportSummary> ImportDemo(Store& store, const DemoOptions& demo,
                                 const ImportOptions& options) {
  if (demo.organisations < kMinOrganisations || demo.organisations > kMaxOrganisations) {
    return Fail(ErrorCode::kInvalidArgument,
                "a demo network has 10 to 1,000,000 organisations, not " +
                    std::to_string(demo.organisations));
  }
  const auto world = demo::LoadWorld();
  if (!world) return std::unexpected(world.error());
  auto run = ImportRun::Begin(store, options, "import demo", "seed " + std::to_string(demo.seed));
  if (!run) return std::unexpected(run.error());
  const Plan plan = demo::MakePlan(*world, demo);
  if (const auto written = DemoWriter(*world, demo.seed, *run).Write(plan); !written) {
    return std::unexpected(written.error());
  }
  run->Note("All organisations of the demo network are invented.");
  return run->Finish();
}

}  // namespace kontor
