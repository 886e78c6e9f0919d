#include "tests/support/snapshot_digest.h"

#include <bit>
#include <cstdint>
#include <sstream>
#include <string_view>

namespace kontor {
namespace {

uint32_t BitsOf(float value) { return std::bit_cast<uint32_t>(value); }
uint64_t BitsOf(double value) { return std::bit_cast<uint64_t>(value); }

void WriteList(std::ostream& out, std::string_view name, const auto& items) {
  out << ' ' << name << "=[";
  for (const auto& item : items) out << item << '|';
  out << ']';
}

void WriteCode(std::ostream& out, const Attribution& code) {
  out << ' ' << static_cast<int>(code.tie) << ':' << code.concept_index << '*'
      << BitsOf(code.weight) << '(' << code.valid_from.days << ".." << code.valid_to.days << ')';
}

void WriteProfile(std::ostream& out, const Snapshot& snapshot, NodeIndex i) {
  const Profile profile = snapshot.profiles[i];
  out << "organisation " << profile.id.value() << ' ' << profile.key << ' ' << profile.name << ' '
      << profile.acronym << ' ' << static_cast<int>(profile.kind) << ' ' << profile.city << ' '
      << profile.url << ' ' << profile.description << ' ' << profile.invented << ' '
      << profile.country << ' ' << profile.region << ' ' << BitsOf(profile.completeness) << ' '
      << profile.updated.days;
  if (profile.location) {
    out << ' ' << BitsOf(profile.location->latitude) << ',' << BitsOf(profile.location->longitude);
  }
  WriteList(out, "aliases", profile.aliases);
  WriteList(out, "identifiers", profile.identifiers);
  WriteList(out, "sources", profile.sources);
  for (const Attribution& code : snapshot.profiles.Codes(i)) WriteCode(out, code);
  for (const Posting posting : snapshot.profiles.Postings(i)) {
    out << " posting " << posting.id.value() << posting.is_need << posting.title << posting.type
        << posting.deadline.days;
    WriteList(out, "concepts", posting.concepts);
  }
  WriteList(out, "ties", snapshot.graph.Neighbours(i));
  for (const bool coordinates : snapshot.graph.Coordinates(i)) out << int{coordinates};
  out << ' ' << BitsOf(snapshot.strengths.Total(snapshot.graph, i));
  for (const ThemeWeight& weight : snapshot.themes.Vector(i)) {
    out << ' ' << weight.theme << '*' << BitsOf(weight.weight);
  }
  WriteList(out, "resolves", snapshot.names.Resolve(profile.name));
  for (const NameMatch& match : snapshot.names.Search(profile.name, 5))
    out << " found " << match.item;
  out << '\n';
}

void WriteConcept(std::ostream& out, const ConceptTable& concepts, ConceptIndex i) {
  out << "concept " << static_cast<int>(concepts.type(i)) << ' ' << concepts.code(i) << ' '
      << concepts.Label(i, "de") << ' ' << concepts.Label(i, "en") << ' ' << concepts.parent(i)
      << ' ' << concepts.Division(i) << ' ' << concepts.chain(i) << ' ' << BitsOf(concepts.rank(i));
  for (const SupplyLink& link : concepts.Suppliers(i)) {
    out << " from " << link.sector << '*' << BitsOf(link.share);
  }
  for (const SupplyLink& link : concepts.Users(i)) {
    out << " to " << link.sector << '*' << BitsOf(link.share);
  }
  out << '\n';
}

}  // namespace

std::string Digest(const Snapshot& snapshot) {
  std::ostringstream out;
  out << snapshot.generation << ' ' << snapshot.as_of.days << ' ' << snapshot.reference_date.days
      << '\n';
  for (ConceptIndex i = 0; i < snapshot.concepts.size(); ++i) {
    WriteConcept(out, snapshot.concepts, i);
  }
  for (NodeIndex i = 0; i < snapshot.profiles.size(); ++i) WriteProfile(out, snapshot, i);
  for (NodeIndex i = 0; i < snapshot.graph.partnership_count(); ++i) {
    const PartnershipFacts facts = snapshot.profiles.Partnership(i);
    out << "partnership " << facts.id.value() << ' ' << facts.key << ' ' << facts.label << ' '
        << facts.start.days << ' ' << facts.type << ' ' << facts.source;
    WriteList(out, "concepts", facts.concepts);
    WriteList(out, "ties", snapshot.graph.Neighbours(snapshot.graph.organisation_count() + i));
    out << '\n';
  }
  for (ThemeIndex i = 0; i < snapshot.themes.size(); ++i) {
    out << "theme " << snapshot.themes.Concept(i) << ' ' << snapshot.themes.Word(i);
    for (const ThemeCarrier& carrier : snapshot.themes.Carriers(i)) {
      out << ' ' << carrier.organisation << '*' << BitsOf(carrier.weight);
    }
    out << '\n';
  }
  return std::move(out).str();
}

}  // namespace kontor
