#include "data/provenance.h"

namespace kontor {

namespace {

std::string Joined(const std::vector<std::string>& texts, const char* between) {
  std::string joined;
  for (const std::string& text : texts) joined += (joined.empty() ? "" : between) + text;
  return joined;
}

}  // namespace

std::vector<std::pair<std::string, std::string>> AsLines(const Provenance& provenance) {
  std::vector<std::pair<std::string, std::string>> lines;
  const auto add = [&lines](std::string name, std::string text) {
    if (!text.empty()) lines.emplace_back(std::move(name), std::move(text));
  };
  add("title", provenance.title);
  add("question", provenance.question);
  add("generation", std::to_string(provenance.generation));
  add("model", provenance.model);
  add("as_of", FormatDate(provenance.as_of));
  add("sources", Joined(provenance.sources, "; "));
  add("notes", Joined(provenance.notes, " "));
  return lines;
}

}  // namespace kontor
