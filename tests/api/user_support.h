// The village with a store for what its users record.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/json_document.h"
#include "api/service.h"
#include "data/user_records.h"
#include "store/kept_request_codec.h"
#include "store/memory_store.h"
#include "tests/api/key_support.h"
#include "tests/api/support.h"
#include "tests/support/drawn_snapshot.h"

namespace kontor {

// As the village (support.h), with an offer.
inline std::shared_ptr<const Snapshot> UserTown() {
  static const auto town = DrawSnapshot(R"town(
    C24 -0.3-> C28
    us: name="Alpha Maschinenbau" country=DE sector=C28 target=ES id=pic:111 id=vat:DE/1
    twin: name="Beta Werke" country=DE sector=C28 kind=company url=https://beta.example
    supplier: name="Gamma Aceros" country=ES sector=C24 target=DE kind=cluster_organisation
    supplier offers beams: title="Steel beams" sector=C24
    kosmos: name="Κόσμος Κλάστερ" country=GR sector=C24
    danger: name="=SUM(1,2)" country=IT sector=C28 kind=company
    same1: name="Zeta Verein" country=DE
    same2: name="Zeta Verein" country=AT
    us --P1(2018-01-01)-- twin
  )town");
  return town;
}

inline std::string HeaderOf(const HttpAnswer& answer, std::string_view name) {
  for (const auto& [field, text] : answer.headers) {
    if (field == name) return text;
  }
  return {};
}

class RecordingTown {
 public:
  RecordingTown() {
    const TestKey made = MakeTestKey({Scope::kRead, Scope::kWrite, Scope::kAdmin, Scope::kContact});
    key_ = "Bearer " + made.token;
    key_id_ = made.key.id;
    keys_.push_back(made.key);
    access_.keys->Replace(keys_);
  }

  // As the one key that there is, which may do all. A body is JSON. Answers are checked against the
  // document of the API.
  HttpAnswer Ask(std::string_view method, std::string_view target, std::string_view body = {},
                 std::vector<HttpField> fields = {}) {
    fields.push_back({"Authorization", key_});
    if (!body.empty()) fields.push_back({"Content-Type", "application/json"});
    const HttpRequest request{method, target, std::move(fields), body};
    HttpAnswer answer = service_.Answer(request);
    // A repeated one may be without its body.
    if (!HeaderOf(answer, "Idempotent-Replayed").empty()) return answer;
    return Described(request, std::move(answer));
  }
  // With a key that is for nothing else.
  HttpAnswer AskWith(ScopeSet scopes, std::string_view target) {
    const TestKey made = MakeTestKey(scopes);
    keys_.push_back(made.key);
    access_.keys->Replace(keys_);
    const std::string shown = "Bearer " + made.token;
    return service_.Answer({"GET", target, {{"Authorization", shown}}, {}});
  }
  Json Get(std::string_view target) { return Json::parse(Ask("GET", target).body); }

  [[nodiscard]] const std::string& key_id() const { return key_id_; }
  Service& service() { return service_; }
  Store& store() { return *store_; }
  UserRecords& records() { return records_; }
  FixedSource& source() { return source_; }
  // What is kept of a request with that Idempotency-Key.
  std::optional<KeptRequest> Kept(std::string_view name) {
    const auto record =
        (*store_->View())->FindUserRecord(UserFamily::kEvent, RequestKey(key_id_, name));
    return DecodeRequest(record->value()).value();
  }
  void Wait(std::chrono::seconds time) { now_ += time; }

 private:
  std::string key_;
  std::string key_id_;
  std::vector<AccessKey> keys_;
  Moment now_{kKeyTime};  // 2027-01-15
  std::unique_ptr<Store> store_ = MakeMemoryStore();
  UserRecords records_{*store_};
  AccessOptions access_{std::make_shared<PublishedKeys>(), false, [this] { return now_; }};
  FixedSource source_{UserTown()};
  Service service_{source_, TestDay, {.max_questions = 2, .records = &records_, .access = access_}};
};

}  // namespace kontor
