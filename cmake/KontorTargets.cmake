# The functions that the folders' CMakeLists.txt are written in. Source lists are explicit: a file
# that is not named is not built.

# kontor_library(engine
#   SOURCES score.cc …        without any, the library is header-only
#   HEADERS score.h …
#   PUBLIC kontor::base …     what the headers include
#   PRIVATE ICU::uc …)        what only the sources include
# Defines the static library kontor_engine, alias kontor::engine. Includes are written from the
# repository's root, and every header is checked to compile alone.
function(kontor_library name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;HEADERS;PUBLIC;PRIVATE")
  _kontor_reject_unparsed(kontor_library ${name} "${arg_UNPARSED_ARGUMENTS}")
  set(target kontor_${name})
  if(arg_SOURCES)
    add_library(${target} STATIC ${arg_SOURCES})
    target_include_directories(${target} PUBLIC "${PROJECT_SOURCE_DIR}")
    target_link_libraries(${target} PUBLIC ${arg_PUBLIC} PRIVATE ${arg_PRIVATE})
    target_link_libraries(${target} PRIVATE $<BUILD_INTERFACE:kontor_warnings>)
    kontor_precompile(${target})
    set(scope PUBLIC)
  else()
    add_library(${target} INTERFACE)
    target_include_directories(${target} INTERFACE "${PROJECT_SOURCE_DIR}")
    target_link_libraries(${target} INTERFACE ${arg_PUBLIC} ${arg_PRIVATE})
    set(scope INTERFACE)
  endif()
  if(arg_HEADERS)
    target_sources(${target} ${scope} FILE_SET HEADERS BASE_DIRS "${PROJECT_SOURCE_DIR}"
                   FILES ${arg_HEADERS})
  endif()
  add_library(kontor::${name} ALIAS ${target})
endfunction()

# kontor_test(engine
#   SOURCES score_test.cc …
#   THREADS learn_test.cc …   those of SOURCES that run several threads, with their helpers
#   LIBRARIES kontor::engine …)
# Defines the Catch2 program test_engine and one ctest test per test case, named
# "engine: the test case's sentence". Test cases tagged [real] get the ctest label "real", those
# tagged [long] "long", the others "unit"; one that calls SKIP() is reported as skipped. All run with
#   KONTOR_SOURCE_DIR   the repository's root
#   KONTOR_BINARY       the program kontor of this build
#   KONTOR_REAL_DATA    the directory of real data sets, unset where there is none
# For ThreadSanitizer, which has nothing to find in the rest, it consists of THREADS alone.
function(kontor_test name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;THREADS;LIBRARIES")
  _kontor_reject_unparsed(kontor_test ${name} "${arg_UNPARSED_ARGUMENTS}")
  if(KONTOR_SANITIZE STREQUAL "thread")
    set(arg_SOURCES ${arg_THREADS})
    if(NOT arg_SOURCES)
      return()
    endif()
  endif()
  set(target test_${name})
  add_executable(${target} ${arg_SOURCES})
  target_include_directories(${target} PRIVATE "${PROJECT_SOURCE_DIR}")
  target_link_libraries(${target} PRIVATE ${arg_LIBRARIES} Catch2::Catch2WithMain kontor_warnings)
  kontor_precompile(${target} <catch2/catch_approx.hpp> <catch2/catch_test_macros.hpp>
                    <catch2/generators/catch_generators_range.hpp>)
  set(environment "KONTOR_SOURCE_DIR=${PROJECT_SOURCE_DIR}" "KONTOR_BINARY=${CMAKE_BINARY_DIR}/kontor")
  set(real_data "$ENV{KONTOR_REAL_DATA}")
  if(NOT real_data)
    get_filename_component(real_data "${PROJECT_SOURCE_DIR}/../shared/data" ABSOLUTE)
  endif()
  if(IS_DIRECTORY "${real_data}")
    list(APPEND environment "KONTOR_REAL_DATA=${real_data}")
  endif()
  # Through the emulator, because catch_discover_tests loses a list such as ENVIRONMENT.
  set_target_properties(${target} PROPERTIES
                        CROSSCOMPILING_EMULATOR "${CMAKE_COMMAND};-E;env;${environment}")
  set(common TEST_PREFIX "${name}: " DISCOVERY_MODE PRE_TEST)
  catch_discover_tests(${target} TEST_SPEC "~[real]~[long]" ${common}
                       PROPERTIES SKIP_RETURN_CODE 4 LABELS unit TIMEOUT 600)
  catch_discover_tests(${target} TEST_SPEC "[long]" ${common}
                       PROPERTIES SKIP_RETURN_CODE 4 LABELS long TIMEOUT 600)
  catch_discover_tests(${target} TEST_SPEC "[real]" ${common}
                       PROPERTIES SKIP_RETURN_CODE 4 LABELS real TIMEOUT 900)
endfunction()

# kontor_bench(engine SOURCES score_bench.cc … LIBRARIES kontor::engine …)
# Defines the Google Benchmark program bench_engine, where the library is installed.
function(kontor_bench name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LIBRARIES")
  _kontor_reject_unparsed(kontor_bench ${name} "${arg_UNPARSED_ARGUMENTS}")
  if(TARGET benchmark::benchmark_main)
    add_executable(bench_${name} EXCLUDE_FROM_ALL ${arg_SOURCES})
    target_include_directories(bench_${name} PRIVATE "${PROJECT_SOURCE_DIR}")
    target_link_libraries(bench_${name} PRIVATE ${arg_LIBRARIES} benchmark::benchmark_main
                                                kontor_warnings)
    set_property(GLOBAL APPEND PROPERTY KONTOR_BENCHES bench_${name})
  endif()
endfunction()

# kontor_fuzz(csv SOURCES csv_fuzz.cc … LIBRARIES kontor::data …)
# Defines the libFuzzer program fuzz_csv when KONTOR_FUZZ is on, otherwise nothing.
function(kontor_fuzz name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LIBRARIES")
  _kontor_reject_unparsed(kontor_fuzz ${name} "${arg_UNPARSED_ARGUMENTS}")
  if(KONTOR_FUZZ)
    add_executable(fuzz_${name} ${arg_SOURCES})
    target_include_directories(fuzz_${name} PRIVATE "${PROJECT_SOURCE_DIR}")
    target_link_libraries(fuzz_${name} PRIVATE ${arg_LIBRARIES} kontor_warnings)
    target_link_options(fuzz_${name} PRIVATE -fsanitize=fuzzer)
  endif()
endfunction()

# kontor_embed(TARGET kontor_data NAMESPACE_FUNCTION DataFiles BASE_DIR ${dir} FILES a.csv b/c.csv …)
# Puts files into the program. The target gets the function
#   std::span<const kontor::EmbeddedFile> kontor::DataFiles();     see base/embedded.h
# (declare it in a header of yours; "data::Files" gives kontor::data::Files). FILES are relative to
# BASE_DIR, and that is the path they are found by. A changed file is embedded anew.
function(kontor_embed)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "TARGET;NAMESPACE_FUNCTION;BASE_DIR" "FILES")
  _kontor_reject_unparsed(kontor_embed "${arg_TARGET}" "${arg_UNPARSED_ARGUMENTS}")
  string(REGEX MATCH "[A-Za-z0-9_]+$" function "${arg_NAMESPACE_FUNCTION}")
  string(REGEX REPLACE "(::)?[A-Za-z0-9_]+$" "" namespace "kontor::${arg_NAMESPACE_FUNCTION}")
  string(MAKE_C_IDENTIFIER "${arg_TARGET}_${arg_NAMESPACE_FUNCTION}" id)

  set(assembly ".section .note.GNU-stack,\"\",%progbits\n.section .rodata\n")
  set(declarations "")
  set(table "")
  set(paths "")
  set(number 0)
  foreach(file IN LISTS arg_FILES)
    set(path "${arg_BASE_DIR}/${file}")
    set(symbol "${id}_${number}")
    string(APPEND assembly
           ".global ${symbol}_begin\n.hidden ${symbol}_begin\n.global ${symbol}_end\n"
           ".hidden ${symbol}_end\n.balign 16\n${symbol}_begin:\n.incbin \"${path}\"\n${symbol}_end:\n.byte 0\n")
    string(APPEND declarations "extern \"C\" const char ${symbol}_begin[];\n"
                               "extern \"C\" const char ${symbol}_end[];\n")
    string(APPEND table "      {\"${file}\", {${symbol}_begin, ${symbol}_end}},\n")
    list(APPEND paths "${path}")
    math(EXPR number "${number} + 1")
  endforeach()

  set(stem "${CMAKE_CURRENT_BINARY_DIR}/${id}")
  file(CONFIGURE OUTPUT "${stem}.S" CONTENT "${assembly}" @ONLY)
  file(CONFIGURE OUTPUT "${stem}.cc" @ONLY CONTENT
"#include \"base/embedded.h\"

${declarations}
namespace ${namespace} {
std::span<const ::kontor::EmbeddedFile> ${function}() {
  static const std::array<::kontor::EmbeddedFile, ${number}> files = {{
${table}  }};
  return files;
}
}  // namespace ${namespace}
")
  set_source_files_properties("${stem}.S" PROPERTIES OBJECT_DEPENDS "${paths}")
  set_source_files_properties("${stem}.cc" PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
  target_sources(${arg_TARGET} PRIVATE "${stem}.S" "${stem}.cc")
endfunction()

function(_kontor_reject_unparsed function name rest)
  if(rest)
    message(FATAL_ERROR "${function}(${name} …): unknown arguments ${rest}")
  endif()
endfunction()
