// Every bound on input, in one place. What exceeds a bound is refused with ErrorCode::kLimit or
// reported as a bad row; nothing is cut in silence.
#pragma once

#include <cstddef>
#include <cstdint>

namespace kontor {

struct Limits {
  // Records
  static constexpr size_t max_key_bytes = 512;
  static constexpr size_t max_value_bytes = 64 * 1024;
  static constexpr size_t max_values_per_field = 64;
  static constexpr size_t max_values_per_node = 512;
  static constexpr size_t max_attributes_per_edge = 16;

  // Files
  static constexpr size_t max_csv_field_bytes = 1 << 20;
  static constexpr size_t max_csv_record_bytes = 4 << 20;
  static constexpr size_t max_csv_columns = 512;
  static constexpr size_t max_ndjson_line_bytes = 8 << 20;
  static constexpr size_t max_json_depth = 64;
  static constexpr size_t max_mapping_bytes = 1 << 20;
  static constexpr size_t max_zip_entries = 1'000;
  static constexpr uint64_t max_unzipped_bytes = uint64_t{8} << 30U;  // of one entry
  static constexpr uint64_t max_zip_ratio = 200;  // unzipped : zipped, beyond the first 16 MiB
  static constexpr size_t max_inner_zip_bytes = 256 << 20;  // of an archive inside an archive
  static constexpr size_t max_reported_rows = 100'000;

  // Questions
  static constexpr size_t max_top = 1'000;
  static constexpr size_t default_top = 20;
  static constexpr size_t max_filter_codes = 200;  // of one filter
  static constexpr size_t max_query_bytes = 1'024;
  static constexpr size_t max_query_words = 32;
  static constexpr size_t max_word_bytes = 64;  // of a word that is searched for or found
  static constexpr size_t max_batch_lines = 1'000'000;

  // What users record
  static constexpr size_t max_title_bytes = 200;
  static constexpr size_t max_note_bytes = 4'000;
  static constexpr size_t max_feedback = 10'000;    // of one organisation, of each action
  static constexpr size_t max_dismissed = 1'000;    // by one organisation
  static constexpr size_t max_shortlists = 1'000;   // of one organisation
  static constexpr size_t max_shortlisted = 500;    // organisations on one shortlist
  static constexpr size_t max_interests = 10'000;   // that one organisation sent or received
  static constexpr size_t max_interest_steps = 16;  // of one of them
  static constexpr size_t max_persons = 100;        // of one organisation
  static constexpr size_t max_idempotency_key_bytes = 255;
  static constexpr size_t max_kept_answers = 100'000;  // to requests with such a key
  static constexpr size_t max_kept_answer_bytes = 64 * 1024;
  static constexpr size_t max_audit_entries = 1'000'000;  // older ones make room

  // HTTP
  static constexpr size_t max_uri_bytes = 8 * 1024;
  static constexpr size_t max_header_bytes = 16 * 1024;
  static constexpr size_t max_body_bytes = 1 << 20;
  static constexpr size_t max_bulk_bytes = 32 << 20;  // of a body with many records
  static constexpr size_t max_bulk_lines = 50'000;
  static constexpr size_t max_bodies_bytes = 256 << 20;  // of all bodies that are held at a time
  static constexpr size_t max_connections = 1'024;
};

}  // namespace kontor
