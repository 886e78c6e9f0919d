// Answers to requests for what users record: /v1/feedback, /v1/shortlists,
// /v1/interests and /v1/persons.
#pragma once

#include <chrono>
#include <expected>
#include <string>

#include "api/guard.h"
#include "api/problem.h"
#include "api/routes.h"
#include "api/scratch_pool.h"
#include "api/service.h"
#include "api/snapshot_source.h"
#include "api/target.h"
#include "data/user_records.h"

namespace kontor {

// A request that has passed the guard, and what it is answered with.
struct UserRequest {
  const HttpRequest& request;
  const RouteMatch& match;
  const Target& target;
  Trace trace;  // of what it changes
  Date today;
  SnapshotSource& source;
  ScratchPool& questions;
  std::chrono::milliseconds patience;  // for one of these
  UserRecords& records;
};

struct UserAnswer {
  HttpAnswer answer;
  uint64_t generation = 0;  // 0: made from no snapshot
  std::string tag;          // its entity tag; empty: made of generation and body
};
using UserAnswered = std::expected<UserAnswer, Problem>;

// Thread-safe. REQUIRES: IsOfUsers(match.route), and a method that the route allows
UserAnswered AnswerUsers(const UserRequest& request);

// The parts of it.
UserAnswered AnswerFeedback(const UserRequest& request);
UserAnswered AnswerShortlists(const UserRequest& request);
UserAnswered AnswerInterests(const UserRequest& request);
UserAnswered AnswerPersons(const UserRequest& request);

}  // namespace kontor
