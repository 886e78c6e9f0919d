#include "api/csv_text.h"
#include "api/render_formats.h"
#include "api/render_search_formats.h"
#include "api/shown_points.h"
#include "base/vocabulary.h"
#include "engine/sentences.h"

namespace kontor {
namespace {

constexpr size_t kPartnerColumns = 6;

void AddPartner(const Snapshot& snapshot, const Suggestion& suggestion, const Language& language,
                CsvRecord& record) {
  const ShownPoints shown = ShowPoints(suggestion.contributions);
  record.AddNumber(shown.score, 2).AddNumber(shown.fit, 2).AddNumber(shown.reach, 2);
  record.AddNumber(suggestion.mutual, 2).Add(suggestion.joint_partnerships);
  record.Add(JoinForCsv(Reasons(snapshot, suggestion, kReasonsInData, language)));
}

// "country:PT; label:gold"
std::string Listed(const std::vector<std::string>& wishes) {
  std::string list;
  for (const std::string& wish : wishes) list += (list.empty() ? "" : "; ") + wish;
  return list;
}

}  // namespace

std::string SearchAsCsv(const Snapshot& snapshot, const SearchAnswer& answer,
                        const std::optional<ForWhom>& for_whom) {
  std::string text =
      "id,name,acronym,country,city,kind,partnerships,score,exact,distance_km,met,missed,"
      "partner_score,fit,reach,mutual,joint_partnerships,reasons\r\n";
  for (size_t i = 0; i < answer.hits.size(); ++i) {
    const SearchHit& hit = answer.hits[i];
    const Profile profile = snapshot.profiles[hit.organisation];
    CsvRecord record;
    record.Add(profile.key).Add(profile.name).Add(profile.acronym);
    record.Add(profile.country == kNoConcept ? std::string_view()
                                             : snapshot.concepts.code(profile.country));
    record.Add(profile.city).Add(kOrganisationKinds[profile.kind]);
    record.Add(snapshot.graph.Neighbours(hit.organisation).size());
    record.AddNumber(hit.score, 4).Add(hit.is_exact ? "true" : "");
    if (hit.metres) {
      record.AddNumber(Kilometres(*hit.metres), 1);
    } else {
      record.Add("");
    }
    record.Add(Listed(Met(answer, hit))).Add(Listed(Missed(answer, hit)));
    if (for_whom) {
      AddPartner(snapshot, for_whom->answer.suggestions[i], for_whom->language, record);
    } else {
      for (size_t column = 0; column < kPartnerColumns; ++column) record.Add("");
    }
    text += record.Finish();
  }
  return text;
}

}  // namespace kontor
