#include "engine/best_list.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "base/random.h"

namespace kontor {
namespace {

TEST_CASE("the best of a stream are those of the sorted stream", "[engine][best_list]") {
  Random random(3, 0, 0);
  BestList list;
  for (const size_t count : {1U, 2U, 7U, 40U}) {
    for (const uint32_t length : {0U, 1U, 13U, 14U, 500U}) {
      std::vector<Scored> all;
      list.Start(count);
      for (uint32_t i = 0; i < length; ++i) {
        // Many equal scores, and indices in no order.
        const Scored one{static_cast<double>(random.Below(9)), (i * 7'919U) % 1'009U};
        all.push_back(one);
        list.Add(one);
      }
      std::ranges::sort(all, IsBetter);
      all.resize(std::min(all.size(), count));
      std::vector<Scored> best = list.Finish();
      std::ranges::sort(best, IsBetter);
      REQUIRE(best.size() == all.size());
      for (size_t i = 0; i < all.size(); ++i) {
        CHECK(best[i].score == all[i].score);
        CHECK(best[i].organisation == all[i].organisation);
      }
    }
  }
}

}  // namespace
}  // namespace kontor
