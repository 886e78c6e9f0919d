#include <algorithm>
#include <array>
#include <cstdio>

#include "base/text.h"
#include "data/organisation_document.h"

namespace kontor {
namespace {

constexpr size_t kMostMeant = 8;

std::unexpected<DocumentError> Refuse(Error error) {
  return std::unexpected(DocumentError{std::move(error), {}});
}

std::string PostingKey(std::string_view organisation, const StatedPosting& posting) {
  std::array<char, 32> number{};
  const auto hash = NodeId::Of(NodeType::kPosting, posting.title).value() & 0xFFFFFFFFFFFFFFU;
  std::snprintf(number.data(), number.size(), "%014llx", static_cast<unsigned long long>(hash));
  return std::string(organisation) + (posting.is_need ? "/need-" : "/offer-") + number.data();
}

// What the store holds of one organisation.
struct Stored {
  std::optional<Node> node;
  std::vector<Edge> edges;  // from it
};

Result<Stored> ReadStored(const ReadView& view, std::string_view key, NodeType type) {
  Stored stored;
  const NodeId id = NodeId::Of(type, key);
  auto node = view.FindNode(id);
  if (!node) return std::unexpected(node.error());
  if (*node && (**node).key != key) {
    return Fail(ErrorCode::kConflict, "\"" + std::string(key) + "\" has the same id as \"" +
                                          (**node).key + "\": give it another key");
  }
  stored.node = *std::move(node);
  const Status read = view.ForEachEdgeFrom(id, [&stored](const Edge& edge) {
    stored.edges.push_back(edge);
    return true;
  });
  if (!read) return std::unexpected(read.error());
  return stored;
}

// The values of a node on their way from what the store says to what a document says.
class NodeEdit {
 public:
  NodeEdit(const Author& author, std::optional<Node> before, NodeType type, std::string key)
      : author_(author), before_(std::move(before)) {
    node_ = before_ ? *before_ : Node{type, std::move(key), {}};
  }

  // The statement that is shown is replaced; a text that stays keeps its source, its day and its
  // translations.
  void SetText(Field field, const std::string& text);
  void SetTexts(Field field, const std::vector<std::string>& texts);
  // Adds what differs.
  void Write(Batch& batch) &&;

 private:
  const Author& author_;
  std::optional<Node> before_;
  Node node_;
};

void NodeEdit::SetText(Field field, const std::string& text) {
  const Value* shown = ShownValue(node_, field);
  if (shown != nullptr && shown->text == text) return;
  const std::string lang = shown == nullptr ? std::string() : shown->lang;
  std::erase_if(node_.values, [&](const Value& value) {
    return value.field == field && (text.empty() || value.lang == lang);
  });
  node_.Set(field, text, author_.source, author_.day, lang);
}

void NodeEdit::SetTexts(Field field, const std::vector<std::string>& texts) {
  std::erase_if(node_.values, [&](const Value& value) {
    return value.field == field && std::ranges::find(texts, value.text) == texts.end();
  });
  for (const std::string& text : texts) {
    const bool is_there = std::ranges::any_of(node_.values, [&](const Value& value) {
      return value.field == field && value.text == text;
    });
    if (!is_there) node_.Set(field, text, author_.source, author_.day);
  }
}

void NodeEdit::Write(Batch& batch) && {
  Normalise(node_);
  if (before_ == node_) return;
  if (before_) batch.clear_nodes.push_back(node_.id());
  batch.nodes.push_back(std::move(node_));
}

// A kind of tie: its type, and the type of the code that it leads to.
using TieKind = std::pair<EdgeType, NodeType>;

// Makes the batch after which the store says what a document says.
class OrganisationEdit {
 public:
  OrganisationEdit(const ReadView& view, std::string key, const Author& author)
      : view_(view), author_(author) {
    change_.key = std::move(key);
  }

  // Only what `members` has is changed.
  Result<DocumentChange> Make(const StatedOrganisation& stated, Members members);

 private:
  // Ties of `from`, of those kinds, become those that are stated.
  void WriteTies(NodeId from, std::span<const StatedCode> codes, std::span<const Edge> before,
                 std::span<const TieKind> kinds);
  Status WritePostings(std::span<const StatedPosting> postings, std::span<const Edge> before,
                       Members members);
  Status WritePosting(const StatedPosting& posting, const std::string& key);
  [[nodiscard]] Edge NewEdge(NodeId from, EdgeType type, NodeId to) const {
    return {{from, type, to}, 1.0F, {}, {}, {}, author_.source, author_.day};
  }

  const ReadView& view_;
  const Author& author_;
  DocumentChange change_;
};

void OrganisationEdit::WriteTies(NodeId from, std::span<const StatedCode> codes,
                                 std::span<const Edge> before, std::span<const TieKind> kinds) {
  std::vector<EdgeKey> kept;
  for (const StatedCode& code : codes) {
    Edge edge = NewEdge(from, code.tie, code.code);
    edge.weight = code.weight;
    edge.valid_from = code.valid_from;
    edge.valid_to = code.valid_to;
    const auto old = std::ranges::find(before, edge.key, &Edge::key);
    const bool is_same = old != before.end() && old->weight == edge.weight &&
                         old->valid_from == edge.valid_from && old->valid_to == edge.valid_to;
    if (is_same) {
      kept.push_back(edge.key);
    } else {
      change_.batch.edges.push_back(std::move(edge));
    }
  }
  for (const Edge& edge : before) {
    const TieKind kind(edge.key.type, edge.key.to.type());
    const bool is_stated = std::ranges::find(kinds, kind) != kinds.end();
    if (is_stated && std::ranges::find(kept, edge.key) == kept.end()) {
      change_.batch.erase_edges.push_back(edge.key);
    }
  }
}

// Offers and needs are known by their titles.
Status OrganisationEdit::WritePostings(std::span<const StatedPosting> postings,
                                       std::span<const Edge> before, Members members) {
  std::vector<std::string> keys;
  for (const StatedPosting& posting : postings) keys.push_back(PostingKey(change_.key, posting));
  std::vector<bool> is_tied(postings.size(), false);
  for (const Edge& edge : before) {
    const bool is_need = edge.key.type == EdgeType::kNeeds;
    if (!is_need && edge.key.type != EdgeType::kOffers) continue;
    if (!members.Has(is_need ? "needs" : "offers")) continue;
    const auto node = view_.FindNode(edge.key.to);
    if (!node) return std::unexpected(node.error());
    const Value* title = *node ? ShownValue(**node, Field::kTitle) : nullptr;
    const auto same = std::ranges::find_if(postings, [&](const StatedPosting& posting) {
      return title != nullptr && posting.is_need == is_need && posting.title == title->text;
    });
    if (same == postings.end()) {
      change_.batch.erase_nodes.push_back(edge.key.to);
    } else {
      const auto at = static_cast<size_t>(same - postings.begin());
      keys[at] = (**node).key;
      is_tied[at] = true;
    }
  }
  const NodeId organisation = NodeId::Of(NodeType::kOrganisation, change_.key);
  for (size_t i = 0; i < postings.size(); ++i) {
    if (Status written = WritePosting(postings[i], keys[i]); !written) return written;
    if (is_tied[i]) continue;
    const EdgeType tie = postings[i].is_need ? EdgeType::kNeeds : EdgeType::kOffers;
    change_.batch.edges.push_back(
        NewEdge(organisation, tie, NodeId::Of(NodeType::kPosting, keys[i])));
  }
  return {};
}

Status OrganisationEdit::WritePosting(const StatedPosting& posting, const std::string& key) {
  constexpr std::array<TieKind, 4> kKinds = {{{EdgeType::kInSector, NodeType::kSector},
                                              {EdgeType::kUsesTechnology, NodeType::kTechnology},
                                              {EdgeType::kAtStage, NodeType::kStage},
                                              {EdgeType::kTargetsCountry, NodeType::kCountry}}};
  Result<Stored> before = ReadStored(view_, key, NodeType::kPosting);
  if (!before) return std::unexpected(before.error());
  NodeEdit edit(author_, std::move(before->node), NodeType::kPosting, key);
  edit.SetText(Field::kTitle, posting.title);
  edit.SetText(Field::kDescription, posting.description);
  edit.SetText(Field::kPartnershipType, posting.type);
  edit.SetText(Field::kDeadline, posting.deadline.known() ? FormatDate(posting.deadline) : "");
  std::move(edit).Write(change_.batch);
  WriteTies(NodeId::Of(NodeType::kPosting, key), posting.codes, before->edges, kKinds);
  return {};
}

Result<DocumentChange> OrganisationEdit::Make(const StatedOrganisation& stated, Members members) {
  Result<Stored> before = ReadStored(view_, change_.key, NodeType::kOrganisation);
  if (!before) return std::unexpected(before.error());
  change_.existed = before->node.has_value();
  NodeEdit edit(author_, std::move(before->node), NodeType::kOrganisation, change_.key);
  for (size_t i = 0; i < kTextMembers.size(); ++i) {
    if (members.Has(kTextMembers[i].name)) edit.SetText(kTextMembers[i].field, stated.texts[i]);
  }
  if (members.Has("location")) edit.SetText(Field::kLocation, stated.location);
  if (members.Has("aliases")) edit.SetTexts(Field::kAlias, stated.aliases);
  if (members.Has("identifiers")) edit.SetTexts(Field::kIdentifier, stated.identifiers);
  std::move(edit).Write(change_.batch);
  std::vector<TieKind> kinds;
  for (const CodeMember& member : kCodeMembers) {
    if (members.Has(member.name)) kinds.emplace_back(member.tie, member.type);
  }
  WriteTies(NodeId::Of(NodeType::kOrganisation, change_.key), stated.codes, before->edges, kinds);
  if (Status written = WritePostings(stated.postings, before->edges, members); !written) {
    return std::unexpected(written.error());
  }
  return std::move(change_);
}

// "org:new-cluster" of "New Cluster".
std::string KeyOfName(std::string_view name) { return "org:" + Slug(name); }

bool HasIdentifier(const Node& node, std::string_view id) {
  return node.key == id || std::ranges::any_of(node.values, [id](const Value& value) {
           return value.field == Field::kIdentifier && value.text == id;
         });
}

Result<Node> FindOrganisation(const ReadView& view, std::string_view id) {
  const auto key = FindOrganisationKey(view, id);
  if (!key) return std::unexpected(key.error());
  if (key->empty()) {
    return Fail(ErrorCode::kNotFound,
                "no organisation has the id or identifier \"" + std::string(id) + "\"");
  }
  auto node = view.FindNode(NodeId::Of(NodeType::kOrganisation, *key));
  if (!node) return std::unexpected(node.error());
  return **std::move(node);
}

// A document, and which of its members count.
struct Sent {
  const Json& document;
  Members members;
};

ChangedDocument ReplaceWith(const Codes& codes, const ReadView& view, std::string_view id,
                            const Sent& sent, const Author& author) {
  std::vector<DocumentProblem> problems;
  auto stated = ReadOrganisationDocument(sent.document, sent.members, codes, view, problems);
  if (!stated) return Refuse(stated.error());
  std::string wanted(id.empty() ? std::string_view(stated->id) : id);
  if (wanted.empty()) wanted = KeyOfName(stated->texts[0]);
  auto key = FindOrganisationKey(view, wanted);
  if (!key) return Refuse(key.error());
  if (key->empty()) *key = wanted;
  if (!stated->id.empty() && stated->id != *key && stated->id != wanted) {
    problems.push_back({"/id", "is not the organisation that is written: " + *key});
  }
  if (!problems.empty()) return RefuseProblems(std::move(problems));
  auto change = OrganisationEdit(view, *std::move(key), author).Make(*stated, sent.members);
  if (!change) return Refuse(change.error());
  return *std::move(change);
}

}  // namespace

Result<std::string> FindOrganisationKey(const ReadView& view, std::string_view id) {
  const auto node = view.FindNode(NodeId::Of(NodeType::kOrganisation, id));
  if (!node) return std::unexpected(node.error());
  if (*node && (**node).key == id) return std::string(id);
  const auto meant = view.Resolve(NodeType::kOrganisation, id, kMostMeant);
  if (!meant) return std::unexpected(meant.error());
  std::vector<std::string> keys;
  for (const NodeId candidate : *meant) {
    const auto found = view.FindNode(candidate);
    if (!found) return std::unexpected(found.error());
    if (*found && HasIdentifier(**found, id)) keys.push_back((**found).key);
  }
  if (keys.size() > 1) {
    return Fail(ErrorCode::kAmbiguous, "\"" + std::string(id) + "\" is an identifier of " +
                                           keys[0] + " and of " + keys[1]);
  }
  return keys.empty() ? std::string() : keys[0];
}

ChangedDocument OrganisationDocuments::Replace(const ReadView& view, std::string_view id,
                                               std::string_view document,
                                               const Author& author) const {
  const Result<Json> json = ParseDocument(document);
  if (!json) return Refuse(json.error());
  return ReplaceWith(codes_, view, id, {*json, {}}, author);
}

ChangedDocument OrganisationDocuments::Patch(const ReadView& view, std::string_view id,
                                             std::string_view patch, const Author& author) const {
  const Result<Json> json = ParseDocument(patch);
  if (!json) return Refuse(json.error());
  if (!json->is_object()) return RefuseProblems({{"", "is no object"}});
  const auto node = FindOrganisation(view, id);
  if (!node) return Refuse(node.error());
  const Result<Json> described = DescribeOrganisation(view, *node);
  if (!described) return Refuse(described.error());
  Json document = Json::object();
  for (const auto& [name, value] : json->items()) {
    if (described->contains(name)) document[name] = (*described)[name];
  }
  document.merge_patch(*json);
  return ReplaceWith(codes_, view, node->key, {document, {&*json}}, author);
}

ChangedDocument OrganisationDocuments::Erase(const ReadView& view, std::string_view id) {
  const auto node = FindOrganisation(view, id);
  if (!node) return Refuse(node.error());
  DocumentChange change;
  change.key = node->key;
  change.existed = true;
  change.batch.erase_nodes.push_back(node->id());
  const Status read = view.ForEachEdgeFrom(node->id(), [&change](const Edge& edge) {
    const bool is_posting = edge.key.type == EdgeType::kOffers || edge.key.type == EdgeType::kNeeds;
    if (is_posting) change.batch.erase_nodes.push_back(edge.key.to);
    return true;
  });
  if (!read) return Refuse(read.error());
  return change;
}

}  // namespace kontor
