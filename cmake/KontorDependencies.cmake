# Everything that Kontor is built on, with the version that was found. One library per job.

find_package(Threads REQUIRED)
find_package(RocksDB CONFIG REQUIRED)
if(POLICY CMP0167)
  cmake_policy(SET CMP0167 NEW)
endif()
find_package(Boost 1.81 CONFIG REQUIRED COMPONENTS graph)
find_package(nlohmann_json CONFIG REQUIRED)
find_package(CLI11 CONFIG REQUIRED)
find_package(spdlog CONFIG REQUIRED)
find_package(ICU REQUIRED COMPONENTS i18n uc data)
find_package(ZLIB REQUIRED)
find_package(tomlplusplus CONFIG REQUIRED)
find_package(httplib 0.18 REQUIRED MODULE)

# libzip's own package file fails unless its command line tools are installed as well.
find_package(PkgConfig REQUIRED)
pkg_check_modules(libzip REQUIRED IMPORTED_TARGET libzip)
add_library(kontor_libzip INTERFACE)
target_link_libraries(kontor_libzip INTERFACE PkgConfig::libzip)
add_library(libzip::zip ALIAS kontor_libzip)

pkg_check_modules(xlsxwriter REQUIRED IMPORTED_TARGET xlsxwriter)

pkg_check_modules(libsodium REQUIRED IMPORTED_TARGET libsodium)
add_library(kontor_libsodium INTERFACE)
target_link_libraries(kontor_libsodium INTERFACE PkgConfig::libsodium)
add_library(libsodium::sodium ALIAS kontor_libsodium)

# Snowball's library comes without a package file.
find_path(STEMMER_INCLUDE_DIR libstemmer.h REQUIRED)
find_library(STEMMER_LIBRARY stemmer REQUIRED)
add_library(kontor_stemmer INTERFACE)
target_include_directories(kontor_stemmer SYSTEM INTERFACE "${STEMMER_INCLUDE_DIR}")
target_link_libraries(kontor_stemmer INTERFACE "${STEMMER_LIBRARY}")
add_library(Stemmer::stemmer ALIAS kontor_stemmer)

find_path(CLD2_INCLUDE_DIR cld2/public/compact_lang_det.h REQUIRED)
find_library(CLD2_LIBRARY cld2 REQUIRED)
add_library(kontor_cld2 INTERFACE)
target_include_directories(kontor_cld2 SYSTEM INTERFACE "${CLD2_INCLUDE_DIR}")
target_link_libraries(kontor_cld2 INTERFACE "${CLD2_LIBRARY}")
add_library(Cld2::cld2 ALIAS kontor_cld2)

if(BUILD_TESTING)
  find_package(Catch2 3 CONFIG QUIET)
  if(NOT Catch2_FOUND)
    message(FATAL_ERROR "Catch2 3 or later was not found: run ./dev setup test, "
                        "or configure with -DBUILD_TESTING=OFF")
  endif()
  include(Catch)
endif()
find_package(benchmark CONFIG QUIET)

foreach(name IN ITEMS RocksDB Boost nlohmann_json CLI11 spdlog ICU ZLIB libzip libsodium xlsxwriter tomlplusplus httplib Catch2
                      benchmark)
  if(${name}_VERSION)
    message(STATUS "Using ${name} ${${name}_VERSION}")
  elseif(${name}_VERSION_STRING)
    message(STATUS "Using ${name} ${${name}_VERSION_STRING}")
  else()
    message(STATUS "Using no ${name}")
  endif()
endforeach()
