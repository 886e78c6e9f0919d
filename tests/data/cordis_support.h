// Project tables in the EU's layout, for the tests of their import.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "tests/data/import_support.h"

namespace kontor {

// One row of project.csv.
std::string Project(std::string_view id, std::string_view programme, std::string_view start,
                    std::string_view legal_basis = {});

// One row of organization.csv.
struct ParticipantRow {
  std::string project = "1";
  std::string id = "999";
  std::string name = "Acme Oy";
  std::string country = "FI";
  std::string nuts = "";
  std::string updated = "";
  std::string order = "1";
  std::string role = "participant";
  std::string contribution = "10,5";
  std::string ended = "False";
};

// Writes both tables into that folder and returns its path.
std::filesystem::path WriteTables(const TemporaryDirectory& directory, const std::string& folder,
                                  const std::string& projects,
                                  const std::vector<ParticipantRow>& organisations);

Node Organisation(const Store& store, std::string_view key);
Node Partnership(const Store& store, std::string_view key);

}  // namespace kontor
