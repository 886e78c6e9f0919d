#include "engine/preset.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <numeric>
#include <vector>

#include "base/embedded.h"
#include "base/text.h"
#include "engine/learned_json.h"

namespace kontor {

std::span<const EmbeddedFile> PresetFiles();  // the files of engine/presets/, by kontor_embed

namespace {

using Json = nlohmann::json;

constexpr std::array<std::string_view, 7> kMembers = {
    "name", "version", "description", "diversity", "newcomer_floor", "weights", "learned"};

std::unexpected<Error> Refuse(std::string_view origin, const std::string& what) {
  return Fail(ErrorCode::kBadData, std::string(origin) + ": " + what);
}

std::string NearestName(std::string_view wrong, std::span<const std::string_view> names) {
  const std::string_view nearest = NearestOf(wrong, names, 99);
  return std::string(nearest.empty() ? names.front() : nearest);
}

// The members of `object` that are not in `names`, as an error; nothing when all are known.
Status RefuseUnknown(const Json& object, std::span<const std::string_view> names,
                     std::string_view origin) {
  for (const auto& [member, unused] : object.items()) {
    if (std::ranges::find(names, member) == names.end()) {
      return Refuse(origin, "unknown member '" + member.substr(0, 40) +
                                "'; the nearest known is '" + NearestName(member, names) + "'");
    }
  }
  return {};
}

Result<double> ReadNumber(const Json& value, const std::string& member, std::string_view origin) {
  if (!value.is_number() || !std::isfinite(value.get<double>()) || value.get<double>() < 0.0) {
    return Refuse(origin, "'" + member + "' must be a number of at least 0");
  }
  return value.get<double>();
}

// 0 when it is not there.
Result<double> ReadShare(const Json& object, const char* member, std::string_view origin) {
  const auto found = object.find(member);
  if (found == object.end()) return 0.0;
  const auto share = ReadNumber(*found, member, origin);
  if (share && *share > 1.0) {
    return Refuse(origin, "'" + std::string(member) + "' must be between 0 and 1");
  }
  return share;
}

Result<std::string> ReadText(const Json& object, const char* member, const std::string& otherwise,
                             std::string_view origin) {
  const auto found = object.find(member);
  if (found == object.end()) return otherwise;
  if (!found->is_string()) {
    return Refuse(origin, "'" + std::string(member) + "' must be a text");
  }
  return found->get<std::string>();
}

Status ReadWeights(const Json& object, std::string_view origin, Preset& preset) {
  const auto weights = object.find("weights");
  if (weights == object.end() || !weights->is_object()) {
    return Refuse(origin, "'weights' must be an object of feature names and numbers");
  }
  if (auto known = RefuseUnknown(*weights, kFeatureNames, origin); !known) return known;
  for (const Feature feature : kFeatures) {
    const std::string name(Name(feature));
    if (!weights->contains(name)) continue;
    const auto weight = ReadNumber(weights->at(name), name, origin);
    if (!weight) return std::unexpected(weight.error());
    preset.weights[static_cast<size_t>(feature)] = *weight;
  }
  const double sum = std::accumulate(preset.weights.begin(), preset.weights.end(), 0.0);
  if (!std::isfinite(sum) || sum <= 0.0) {
    return Refuse(origin, "at least one weight must be above 0");
  }
  for (double& weight : preset.weights) weight /= sum;
  return {};
}

std::vector<Preset> ReadBuiltInPresets() {
  std::vector<Preset> presets;
  for (const EmbeddedFile& file : PresetFiles()) {
    // A file that does not parse is caught by the test of the built-in presets.
    if (auto preset = ParsePreset(file.content, file.path)) presets.push_back(std::move(*preset));
  }
  return presets;
}

}  // namespace

const CurveSet& Preset::CurvesFor(size_t partnerships) const {
  return *std::ranges::find_if(learned, [partnerships](const CurveSet& set) {
    return partnerships <= set.most_partnerships;
  });
}

std::string ModelName(const Preset& preset) { return preset.name + "/" + preset.version; }

Result<Preset> ParsePreset(std::string_view json, std::string_view origin) {
  // Depth 8 is all that a preset needs; deeper input is cut before it can cost anything.
  const auto shallow = [](int depth, Json::parse_event_t, Json&) { return depth <= 8; };
  const Json object = Json::parse(json, shallow, /*allow_exceptions=*/false);
  if (!object.is_object()) return Refuse(origin, "not a JSON object");
  if (auto known = RefuseUnknown(object, kMembers, origin); !known) {
    return std::unexpected(known.error());
  }
  Preset preset;
  const auto name = ReadText(object, "name", "custom", origin);
  const auto version = ReadText(object, "version", "1", origin);
  const auto description = ReadText(object, "description", "", origin);
  for (const auto* text : {&name, &version, &description}) {
    if (!*text) return std::unexpected(text->error());
  }
  preset.name = *name;
  preset.version = *version;
  preset.description = *description;
  const auto diversity = ReadShare(object, "diversity", origin);
  const auto newcomer_floor = ReadShare(object, "newcomer_floor", origin);
  for (const auto* share : {&diversity, &newcomer_floor}) {
    if (!*share) return std::unexpected(share->error());
  }
  preset.diversity = *diversity;
  preset.newcomer_floor = *newcomer_floor;
  const bool is_learned = object.contains("learned");
  if (is_learned && object.contains("weights")) {
    return Refuse(origin, "a preset has either 'weights' or 'learned'");
  }
  const Status model = is_learned ? ReadLearned(object["learned"], origin, preset.learned)
                                  : ReadWeights(object, origin, preset);
  if (!model) return std::unexpected(model.error());
  return preset;
}

std::string WritePreset(const Preset& preset) {
  const auto line = [](const char* member, const nlohmann::ordered_json& value) {
    return "  \"" + std::string(member) +
           "\": " + value.dump(-1, ' ', false, Json::error_handler_t::replace);
  };
  std::string text = "{\n" + line("name", preset.name) + ",\n" + line("version", preset.version) +
                     ",\n" + line("description", preset.description) + ",\n" +
                     line("diversity", preset.diversity) + ",\n" +
                     line("newcomer_floor", preset.newcomer_floor) + ",\n";
  if (preset.is_learned()) {
    text += "  \"learned\": " + WriteLearned(preset.learned) + "\n}\n";
    return text;
  }
  nlohmann::ordered_json weights;
  for (const Feature feature : kFeatures)
    weights[std::string(Name(feature))] = preset.Weight(feature);
  return text + line("weights", weights) + "\n}\n";
}

std::span<const Preset> BuiltInPresets() {
  static const std::vector<Preset> presets = ReadBuiltInPresets();
  return presets;
}

Result<Preset> FindPreset(std::string_view name) {
  std::string names;
  for (const Preset& preset : BuiltInPresets()) {
    if (preset.name == name) return preset;
    names += (names.empty() ? "" : ", ") + preset.name;
  }
  return Fail(ErrorCode::kInvalidArgument,
              "there is no preset '" + std::string(name.substr(0, 40)) + "'; there are " + names);
}

}  // namespace kontor
