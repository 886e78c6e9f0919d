// All that users record, of one store.
#pragma once

#include "data/feedback.h"
#include "data/interest.h"
#include "data/kept_requests.h"
#include "data/persons.h"
#include "data/shortlist.h"
#include "data/user_writer.h"

namespace kontor {

// Thread-safe. The store outlives it.
struct UserRecords {
  explicit UserRecords(Store& store)
      : writer(store),
        feedback(writer),
        shortlists(writer),
        interests(writer),
        requests(writer),
        persons(writer) {}
  UserRecords(const UserRecords&) = delete;
  UserRecords& operator=(const UserRecords&) = delete;

  UserWriter writer;
  FeedbackBook feedback;
  ShortlistBook shortlists;
  InterestBook interests;
  KeptRequests requests;
  PersonBook persons;
};

}  // namespace kontor
