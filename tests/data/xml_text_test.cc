#include "data/xml_text.h"

#include <catch2/catch_test_macros.hpp>
#include <string>

namespace kontor {
namespace {

using namespace std::string_literals;

std::string Escaped(std::string_view text) {
  std::string out;
  AppendXmlText(out, text);
  return out;
}

TEST_CASE("what XML gives a meaning becomes a reference", "[data][xml]") {
  CHECK(Escaped("a < b & \"c\" > 'd'") == "a &lt; b &amp; &quot;c&quot; &gt; &#39;d&#39;");
  CHECK(Escaped("]]>") == "]]&gt;");
  CHECK(Escaped("a\tb\nc\rd") == "a&#9;b&#10;c&#13;d");
  CHECK(Escaped("Łódź 日本 \xF0\x9F\x8C\x8D") == "Łódź 日本 \xF0\x9F\x8C\x8D");
}

TEST_CASE("what XML cannot hold is replaced", "[data][xml]") {
  CHECK(WithXmlCharacters("a\0b\x1B\x7F"s) == "a\uFFFDb\uFFFD\x7F"s);
  CHECK(WithXmlCharacters("\xEF\xBF\xBE\xEF\xBF\xBF\xEF\xBF\xBD") == "\uFFFD\uFFFD\uFFFD");
  CHECK(WithXmlCharacters("\xED\xA0\x80") == "\uFFFD");              // a surrogate
  CHECK(WithXmlCharacters("\xC0\x80") == "\uFFFD\uFFFD");            // longer than need be
  CHECK(WithXmlCharacters("\xE0\x80\x80") == "\uFFFD\uFFFD\uFFFD");  // likewise
  CHECK(WithXmlCharacters("\xF4\x90\x80\x80") == "\uFFFD");          // beyond Unicode
  CHECK(WithXmlCharacters("\xF5x") == "\uFFFDx");
  CHECK(WithXmlCharacters("\xE2\x82") == "\uFFFD\uFFFD");  // cut off
  CHECK(WithXmlCharacters("\xE2(\xAC") == "\uFFFD(\uFFFD");
  CHECK(WithXmlCharacters("").empty());
}

}  // namespace
}  // namespace kontor
