// Makes a TextIndex for a snapshot from the records that the snapshot was built from.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/record.h"
#include "index/concepts.h"
#include "index/label_index.h"
#include "index/profiles.h"
#include "index/text_index.h"

namespace kontor {

struct AnalysedTexts;

// Collects the texts of nodes; Build analyses and places them. The result does not depend on the
// order of the nodes nor on the number of threads. Not thread-safe.
class TextIndexBuilder {
 public:
  // What is referred to belongs to one snapshot and outlives the builder.
  TextIndexBuilder(const ConceptTable& concepts, const ProfileTable& profiles,
                   const CollaborationGraph& graph, uint64_t generation);

  // Of organisations, partnerships, postings and codes; others, and those that the snapshot does
  // not know, are left out. Names in no stated language are taken for ones of their country and for
  // English, other texts for the language that they seem to be in (base/detect_language.h), else
  // for English.
  void AddNode(const NodeView& node);
  // An index of an earlier state, of which the parts are taken over that would come out the same.
  // It outlives the builder.
  void Follow(const TextIndex& former) { former_ = &former; }
  // Call once. REQUIRES: threads > 0
  // O(words * log + ties * words of a title)
  [[nodiscard]] TextIndex Build(size_t threads, const TextParameters& parameters = {}) &&;

  // A text of an organisation or partnership. Internal, as is what follows.
  struct Piece {
    uint32_t owner = 0;
    TextField field = TextField::kName;
    std::string_view lang;  // one with a stemmer, or empty
    uint64_t begin = 0;     // in the arena of texts
    uint32_t length = 0;
  };
  // A term at one place in a text.
  struct Use {
    uint32_t owner = 0;
    TermIndex term = 0;
    TextField field = TextField::kName;
  };

 private:
  void AddOrganisation(const NodeView& node);
  void AddPartnership(const NodeView& node);
  void AddPosting(const NodeView& node);
  void AddPiece(std::vector<Piece>& pieces, uint32_t owner, TextField field, std::string_view lang,
                std::string_view text);
  // The newest piece, which is shown from here.
  void Keep(const std::vector<Piece>& pieces, NodeIndex vertex);
  void AddTopics();
  struct Analysis;  // of all texts
  [[nodiscard]] Analysis Analyse(size_t threads) const;
  static void PlaceWords(std::span<const AnalysedTexts> texts, size_t threads, TextIndex& index);
  void PlacePostings(Analysis analysis, size_t threads, const TextParameters& parameters,
                     TextIndex& index) const;
  void PlaceKept(TextIndex& index);
  [[nodiscard]] Texts Languages() const;

  const ConceptTable& concepts_;
  const ProfileTable& profiles_;
  const CollaborationGraph& graph_;
  uint64_t generation_;
  struct PostingOwner {
    NodeId posting;
    NodeIndex organisation = 0;
    bool is_need = false;
    std::string_view title;  // that its profile holds
    friend auto operator<=>(const PostingOwner&, const PostingOwner&) = default;
  };
  std::vector<PostingOwner> posting_owners_;  // ascending
  std::string texts_;
  std::vector<Piece> organisation_pieces_;
  std::vector<Piece> partnership_pieces_;
  std::vector<Piece> kept_;  // owned by vertices
  LabelIndexBuilder labels_;
  const TextIndex* former_ = nullptr;
};

}  // namespace kontor
