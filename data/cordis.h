// How the published tables of EU research projects become records. ImportCordis is declared in
// data/import.h; this header documents the mapping and holds what its parts share.
//
//   project.csv       partnership "cordis:<id>": title, acronym, start, end, total_cost,
//                     eu_contribution, status, funding_scheme, subject (objective), doi
//                     -> under_programme "H2020" (frameworkProgramme) and its parts "H2020-SC4"
//                        (each of legalBasis), which have the programme as parent
//                     -> under_call each of topics, masterCall and subCall
//                     -> about_topic "theme:<nature>" where nature is a theme and not a keyword
//   organization.csv  organisation "pic:<organisationID>", or without an id "name:<CC>:<slug>"
//                     (CC is ZZ when the country is unknown): name, acronym, kind, sme, street,
//                     post_code, city, location, url, identifier "vat:…"
//                     -> in_country, in_region, and participates_in with role, eu_contribution,
//                     total_cost, valid_from (the project's start), status "ended" for those who
//                     left (valid_to where the day is known)
//   euroSciVoc.csv    about_topic "euroscivoc:<path of codes>", with the topics above it
//   topics.csv        titles of the calls
//
// The source is "cordis:" with the programme in lower case; the date of a statement is the row's
// contentUpdateDate, otherwise the project's start, otherwise its signature. Contact links are
// personal data and not read. Rows of one organisation in one project are one edge: amounts are
// added up. A project that only organization.csv knows becomes a partnership with its acronym.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/date.h"
#include "base/error.h"
#include "data/batch_builder.h"
#include "data/codes.h"
#include "data/cordis_tables.h"
#include "data/import_run.h"

namespace kontor {

// What the other tables need to know of a project: 12 bytes each in a hash table, and no more is
// kept.
struct ProjectFacts {
  Date start;
  Date stated;             // the date of statements that have none of their own
  uint16_t programme = 0;  // index into CordisImport::sources
};

// The state of one import of one set of tables. Not thread-safe.
struct CordisImport {
  ImportRun& run;
  const Codes& codes;
  BatchBuilder batch = {};
  std::vector<std::string> sources = {};                     // "cordis:h2020"
  std::unordered_map<uint64_t, ProjectFacts> projects = {};  // by HashOf the project's id

  [[nodiscard]] static uint64_t HashOf(std::string_view text);
  // Writes the batch when it has grown to some thousands of records.
  Status Flush(const CsvTable& table);
  Status FlushAll();
};

// Opens a table, reads its header (separated by ; or , or tab) and calls `use` with it.
Status WithTable(const TableFile& file, const std::function<Status(CsvTable&)>& use);

// Each reads one table into records. Problems of rows are told to the run; they fail only when the
// table as a whole cannot be read, or when the store or the user ends it.
Status ReadCordisProjects(const TableFile& file, CordisImport& import);
Status ReadCordisOrganisations(const TableFile& file, CordisImport& import);
Status ReadCordisTopics(const TableFile& file, CordisImport& import);
Status ReadEuroSciVoc(const TableFile& file, CordisImport& import);

}  // namespace kontor
