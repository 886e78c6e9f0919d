#include "api/taxonomies.h"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

#include "api/json_document.h"
#include "tests/support/drawn_snapshot.h"

namespace kontor {
namespace {

constexpr std::string_view kDescribed = R"(
  a --P1-- b
  a: country=DE sector=C28.1 sector=C10
  b: country=FR sector=C28
  sector C: name="Manufacturing"
  sector C10: name="Food"
  sector C28: name="Machinery" name.de="Maschinenbau"
  sector C28.1: name="Engines"
)";

std::vector<std::string> CodesIn(const Json& taxonomy) {
  std::vector<std::string> codes;
  for (const Json& code : taxonomy["codes"]) codes.push_back(code["code"]);
  return codes;
}

struct Taxonomies {
  [[nodiscard]] Json Sectors(std::vector<Parameter> parameters) const {
    const auto rendered = RenderTaxonomy(*snapshot, "sector", {{}, std::move(parameters)});
    REQUIRE(rendered);
    return Json::parse(*rendered);
  }
  [[nodiscard]] Problem Refused(std::string_view type, std::vector<Parameter> parameters) const {
    const auto rendered = RenderTaxonomy(*snapshot, type, {{}, std::move(parameters)});
    REQUIRE_FALSE(rendered);
    return rendered.error();
  }
  std::shared_ptr<const Snapshot> snapshot = BuildSnapshot(Draw(kDescribed));
};

using Codes = std::vector<std::string>;

TEST_CASE("all vocabularies are listed with the number of their codes", "[api][taxonomies]") {
  const Taxonomies data;
  const Json all = Json::parse(RenderTaxonomies(*data.snapshot))["taxonomies"];
  bool has_sectors = false;
  for (const Json& one : all) has_sectors |= one["type"] == "sector" && one["codes"] == 4;
  CHECK(has_sectors);
  CHECK(all.size() >= 2);
}

TEST_CASE("codes come in their order, with labels in a language and broader codes",
          "[api][taxonomies]") {
  const Taxonomies data;
  const Json german = data.Sectors({{"lang", "de"}});
  CHECK(CodesIn(german) == Codes{"C", "C10", "C28", "C28.1"});
  CHECK(german["codes"][2]["label"] == "Maschinenbau");
  CHECK(german["codes"][3]["label"] == "Engines");
  CHECK(german["codes"][3]["broader"] == "C28");
  CHECK(german["codes"][0]["broader"].is_null());
  CHECK(german["next"].is_null());
  CHECK(CodesIn(data.Sectors({{"within", "C28"}})) == Codes{"C28", "C28.1"});
}

TEST_CASE("pages of codes follow each other without a gap", "[api][taxonomies]") {
  const Taxonomies data;
  for (const std::vector<Parameter>& narrowed :
       {std::vector<Parameter>{}, std::vector<Parameter>{{"within", "C28"}}}) {
    for (const char* top : {"1", "2", "3"}) {
      Codes paged;
      Json next;
      do {
        std::vector<Parameter> parameters = narrowed;
        parameters.push_back({"top", top});
        if (next.is_string()) parameters.push_back({"after", next.get<std::string>()});
        const Json page = data.Sectors(parameters);
        CHECK_FALSE(page["codes"].empty());
        for (const std::string& code : CodesIn(page)) paged.push_back(code);
        next = page["next"];
      } while (next.is_string());
      CHECK(paged == CodesIn(data.Sectors(narrowed)));
    }
  }
}

TEST_CASE("what no taxonomy has is told", "[api][taxonomies]") {
  const Taxonomies data;
  CHECK(data.Refused("sektor", {}).status == 404);
  CHECK(data.Refused("sector", {{"within", "C29"}}).parameter == "within");
  CHECK(data.Refused("sector", {{"after", "x"}}).parameter == "after");
  CHECK(data.Refused("sector", {{"lang", "deu"}}).parameter == "lang");
  CHECK(data.Refused("sector", {{"top", "1001"}}).parameter == "top");
}

}  // namespace
}  // namespace kontor
