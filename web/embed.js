// <kontor-partners for="ORGANISATION" key="KEY" lang="de" limit="5">: partners with reasons, on pages
// of others. docs/embedding.md describes attributes, events and CSS variables. One file without a
// build step; it keeps nothing in the browser, and text from data is never parsed as HTML.
(() => {
  "use strict";

  // {name}, {when} and {day} are filled in. Numbers, days and countries come from Intl.
  const TEXTS = {
    en: {
      title: "Partner suggestions", titleFor: "Partners for {name}", loading: "Looking for partners …",
      empty: "No partners were found.", score: "Score", fit: "Fit", reach: "Reach",
      fitMeans: "Is it worthwhile?", reachMeans: "Is it likely?",
      why: "Why they fit you", whyYou: "Why they would want you", known: "Known partner",
      invented: "Invented demo data", asOf: "As of {day}", again: "Try again", next: "Next try {when}.",
      setup: "This widget is not set up completely.",
      unreachable: "The partner suggestions cannot be reached at the moment.",
      key: "The key of this widget is missing or not valid.",
      forbidden: "The key of this widget is not valid for this page.",
      unknown: "This organisation is not known.", busy: "Too many requests at the moment.",
      failed: "The partner suggestions could not be loaded.",
      kinds: {cluster_organisation: "Cluster organisation", company: "Company",
        research_organisation: "Research organisation", university: "University",
        public_body: "Public body", digital_innovation_hub: "Digital innovation hub",
        national_association: "National association", network: "Network"},
    },
    de: {
      title: "Partnervorschläge", titleFor: "Partner für {name}", loading: "Partner werden gesucht …",
      empty: "Es wurden keine Partner gefunden.", score: "Punkte", fit: "Passung", reach: "Nähe",
      fitMeans: "Lohnt es sich?", reachMeans: "Ist es wahrscheinlich?",
      why: "Warum sie zu Ihnen passen", whyYou: "Warum Sie zu ihnen passen", known: "Bekannter Partner",
      invented: "Erfundene Beispieldaten", asOf: "Stand: {day}", again: "Erneut versuchen",
      next: "Nächster Versuch {when}.", setup: "Dieses Widget ist nicht vollständig eingerichtet.",
      unreachable: "Die Partnervorschläge sind zurzeit nicht erreichbar.",
      key: "Der Schlüssel dieses Widgets fehlt oder ist ungültig.",
      forbidden: "Der Schlüssel dieses Widgets gilt nicht für diese Seite.",
      unknown: "Diese Organisation ist nicht bekannt.", busy: "Zurzeit gibt es zu viele Anfragen.",
      failed: "Die Partnervorschläge konnten nicht geladen werden.",
      kinds: {cluster_organisation: "Clusterorganisation", company: "Unternehmen",
        research_organisation: "Forschungseinrichtung", university: "Hochschule",
        public_body: "Öffentliche Einrichtung", digital_innovation_hub: "Digitales Innovationszentrum",
        national_association: "Nationaler Verband", network: "Netzwerk"},
    },
    fr: {
      title: "Partenaires suggérés", titleFor: "Partenaires pour {name}",
      loading: "Recherche de partenaires…", empty: "Aucun partenaire trouvé.", score: "Points",
      fit: "Intérêt", reach: "Proximité", fitMeans: "Cela en vaut-il la peine ?",
      reachMeans: "Est-ce probable ?", why: "Pourquoi eux", whyYou: "Pourquoi vous les intéresseriez",
      known: "Partenaire connu", invented: "Données de démonstration inventées",
      asOf: "Situation au {day}", again: "Réessayer", next: "Prochain essai {when}.",
      setup: "Ce widget n’est pas entièrement configuré.",
      unreachable: "Les suggestions de partenaires sont injoignables pour le moment.",
      key: "La clé de ce widget manque ou n’est pas valable.",
      forbidden: "La clé de ce widget n’est pas valable pour cette page.",
      unknown: "Cette organisation n’est pas connue.", busy: "Trop de demandes en ce moment.",
      failed: "Les suggestions de partenaires n’ont pas pu être chargées.",
      kinds: {cluster_organisation: "Organisation de cluster", company: "Entreprise",
        research_organisation: "Organisme de recherche", university: "Université",
        public_body: "Organisme public", digital_innovation_hub: "Pôle d’innovation numérique",
        national_association: "Association nationale", network: "Réseau"},
    },
    es: {
      title: "Socios sugeridos", titleFor: "Socios para {name}", loading: "Buscando socios…",
      empty: "No se ha encontrado ningún socio.", score: "Puntos", fit: "Afinidad", reach: "Cercanía",
      fitMeans: "¿Vale la pena?", reachMeans: "¿Es probable?", why: "Por qué encajan",
      whyYou: "Por qué les interesaría su organización", known: "Socio conocido",
      invented: "Datos de demostración inventados", asOf: "A fecha de {day}",
      again: "Volver a intentarlo", next: "Próximo intento {when}.",
      setup: "Este widget no está configurado del todo.",
      unreachable: "No se puede acceder a las sugerencias de socios en este momento.",
      key: "La clave de este widget falta o no es válida.",
      forbidden: "La clave de este widget no es válida para esta página.",
      unknown: "Esta organización no es conocida.", busy: "Demasiadas solicitudes en este momento.",
      failed: "No se han podido cargar las sugerencias de socios.",
      kinds: {cluster_organisation: "Organización clúster", company: "Empresa",
        research_organisation: "Organismo de investigación", university: "Universidad",
        public_body: "Organismo público", digital_innovation_hub: "Centro de innovación digital",
        national_association: "Asociación nacional", network: "Red"},
    },
    it: {
      title: "Partner suggeriti", titleFor: "Partner per {name}", loading: "Ricerca di partner in corso…",
      empty: "Nessun partner trovato.", score: "Punti", fit: "Affinità", reach: "Vicinanza",
      fitMeans: "Ne vale la pena?", reachMeans: "È probabile?", why: "Perché sono adatti",
      whyYou: "Perché voi interessereste a loro", known: "Partner già noto",
      invented: "Dati dimostrativi inventati", asOf: "Situazione: {day}", again: "Riprova",
      next: "Prossimo tentativo {when}.", setup: "Questo widget non è configurato completamente.",
      unreachable: "I suggerimenti di partner non sono raggiungibili al momento.",
      key: "La chiave di questo widget manca o non è valida.",
      forbidden: "La chiave di questo widget non è valida per questa pagina.",
      unknown: "Questa organizzazione non è conosciuta.", busy: "Troppe richieste in questo momento.",
      failed: "Non è stato possibile caricare i suggerimenti di partner.",
      kinds: {cluster_organisation: "Organizzazione di cluster", company: "Impresa",
        research_organisation: "Ente di ricerca", university: "Università", public_body: "Ente pubblico",
        digital_innovation_hub: "Polo dell’innovazione digitale",
        national_association: "Associazione nazionale", network: "Rete"},
    },
    pl: {
      title: "Proponowani partnerzy", titleFor: "Partnerzy dla: {name}", loading: "Szukamy partnerów…",
      empty: "Nie znaleziono partnerów.", score: "Punkty", fit: "Dopasowanie", reach: "Bliskość",
      fitMeans: "Czy warto?", reachMeans: "Czy jest to prawdopodobne?", why: "Dlaczego oni",
      whyYou: "Dlaczego mogliby się Państwem zainteresować", known: "Znany partner",
      invented: "Zmyślone dane przykładowe", asOf: "Stan na {day}", again: "Spróbuj ponownie",
      next: "Następna próba {when}.", setup: "Ten widżet nie jest w pełni skonfigurowany.",
      unreachable: "Propozycje partnerów są obecnie nieosiągalne.",
      key: "Brakuje klucza tego widżetu lub jest on nieważny.",
      forbidden: "Klucz tego widżetu nie obowiązuje na tej stronie.",
      unknown: "Ta organizacja nie jest znana.", busy: "W tej chwili jest zbyt wiele zapytań.",
      failed: "Nie udało się wczytać propozycji partnerów.",
      kinds: {cluster_organisation: "Organizacja klastrowa", company: "Przedsiębiorstwo",
        research_organisation: "Jednostka badawcza", university: "Uczelnia",
        public_body: "Instytucja publiczna", digital_innovation_hub: "Centrum innowacji cyfrowych",
        national_association: "Stowarzyszenie krajowe", network: "Sieć"},
    },
  };

  const STYLE = `
    :host {
      display: block; color-scheme: light dark; container-type: inline-size;
      --_surface: var(--kontor-surface, light-dark(#ffffff, #1b2327));
      --_ink: var(--kontor-ink, light-dark(#1c2529, #e8e6e1));
      --_quiet: var(--kontor-quiet, light-dark(#56626a, #a6b1b6));
      --_line: var(--kontor-line, light-dark(#e2ddd2, #323d42));
      --_accent: var(--kontor-accent, light-dark(#0f4c5c, #8fd0de));
      --_fit: var(--kontor-fit, light-dark(#0f6b7d, #5fb8c9));
      --_reach: var(--kontor-reach, light-dark(#b9741f, #e0a458));
      --_track: var(--kontor-track, light-dark(#efebe2, #2d373c));
      --_alert: var(--kontor-alert, light-dark(#9b2226, #ff9a94));
      --_radius: var(--kontor-radius, 14px);
      --_space: var(--kontor-space, 1.25rem);
      font-family: var(--kontor-font, inherit); font-size: var(--kontor-font-size, 1rem);
      line-height: 1.5; text-align: start;
    }
    :host([theme="light"]) { color-scheme: light; }
    :host([theme="dark"]) { color-scheme: dark; }
    :host([hidden]), [hidden] { display: none !important; }
    *, *::before, *::after { box-sizing: border-box; }
    .box {
      background: var(--_surface); color: var(--_ink); border: 1px solid var(--_line);
      border-radius: var(--_radius); padding: var(--_space); overflow-wrap: anywhere;
    }
    .heading, .name, p, ol, ul { margin: 0; padding: 0; }
    .heading { font-size: 1.2em; font-weight: 650; line-height: 1.25; text-wrap: balance; outline-offset: 4px; }
    ol, ul { list-style: none; }
    .partner {
      display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0.15em 1em;
      padding-block: var(--_space); border-top: 1px solid var(--_line);
    }
    .list { margin-top: var(--_space); }
    .partner:last-child { padding-bottom: 0; }
    .partner > :not(.name, .line, .score) { grid-column: 1 / -1; }
    .name { font-size: 1.0625em; font-weight: 650; line-height: 1.3; }
    .heading, .name > *, .reasons li > span {
      display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 3; overflow: hidden;
    }
    .name > * {
      font: inherit; color: var(--_accent); background: none; border: 0; padding: 0; text-align: start;
      cursor: pointer; text-decoration: underline transparent; text-underline-offset: 0.18em;
      transition: text-decoration-color 0.15s;
    }
    .name > :hover, .name > :focus-visible { text-decoration-color: currentcolor; }
    .score { grid-row: 1 / span 2; grid-column: 2; font-variant-numeric: tabular-nums; text-align: end; line-height: 1.1; }
    .score b { display: block; font-size: 1.375em; font-weight: 700; }
    .score span { font-size: 0.75em; color: var(--_quiet); }
    .quiet { color: var(--_quiet); font-size: 0.875em; }
    .badges { display: flex; flex-wrap: wrap; gap: 0.4em; margin-top: 0.35em; font-size: 0.75em; }
    .badges span { border: 1px solid var(--_line); border-radius: 99px; padding: 0.1em 0.75em; color: var(--_quiet); }
    .bar {
      display: flex; gap: 2px; height: 6px; margin-top: 0.65em; border-radius: 3px; overflow: hidden;
      background: var(--_track); forced-color-adjust: none;
    }
    .bar span { width: 0; min-width: 0; }
    .fit { background: var(--_fit); }
    .reach { background: var(--_reach); }
    .legend { display: flex; flex-wrap: wrap; gap: 0 1.1em; margin-top: 0.3em; font-variant-numeric: tabular-nums; }
    .legend span::before {
      content: ""; display: inline-block; width: 0.6em; height: 0.6em; border-radius: 2px;
      margin-inline-end: 0.45em; background: var(--_fit); forced-color-adjust: none;
    }
    .legend span + span::before { background: var(--_reach); }
    .reasons { margin-top: 0.55em; font-size: 0.9375em; }
    .reasons li { position: relative; padding-inline-start: 1.15em; margin-top: 0.25em; unicode-bidi: isolate; }
    .reasons li > span { -webkit-line-clamp: 6; }
    .reasons li::before {
      content: ""; position: absolute; inset: 0.55em auto auto 0.1em; width: 0.4em; height: 0.4em;
      border-radius: 50%; border: 1.5px solid var(--_accent);
    }
    .more { margin-top: 0.5em; }
    summary { color: var(--_accent); cursor: pointer; width: fit-content; font-size: 0.875em; }
    summary:hover { text-decoration: underline; text-underline-offset: 0.18em; }
    :focus-visible { outline: 3px solid var(--_accent); outline-offset: 2px; border-radius: 4px; }
    .status { margin-top: 0.5em; color: var(--_quiet); }
    .status.alert { border-inline-start: 3px solid var(--_alert); padding-inline-start: 0.75em; color: var(--_ink); }
    .again {
      margin-top: 0.9em; padding: 0.45em 1.1em; font: inherit; font-weight: 600; cursor: pointer;
      color: var(--_accent); background: transparent; border: 1px solid currentcolor; border-radius: 99px;
    }
    .foot { margin-top: var(--_space); padding-top: 0.75em; border-top: 1px solid var(--_line); font-size: 0.8em; }
    .unseen {
      position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden; clip-path: inset(50%); white-space: nowrap;
    }
    .wait { height: 5.5em; background: linear-gradient(90deg, var(--_track), var(--_line), var(--_track)) 0 / 200% 100%;
      border-radius: 8px; margin-top: 0.9em; opacity: 0.7; animation: wait 1.6s linear infinite; }
    @keyframes wait { to { background-position: -200% 0; } }
    @media (prefers-reduced-motion: reduce) { .wait { animation: none; } .name > * { transition: none; } }
    @container (max-width: 22rem) { .box { padding: calc(0.75 * var(--_space)); } }
  `;

  const TIMEOUT_MS = 20_000;
  const SHOWN_REASONS = 3;
  const DEFAULT_LIMIT = 5;
  const MOST_PARTNERS = 50;
  const LONGEST_TEXT = 400;
  const LONGEST_PLACE = 80;
  const LONGEST_WAIT_S = 60;  // a server that asks for more is asked again by hand
  const MOST_TRIES = 4;
  const PASSED_ON = {preset: "preset", "exclude-known": "exclude_known"};
  const ASKING = ["for", "key", "server", "lang", "limit", ...Object.keys(PASSED_ON)];
  const SHOWING = ["link", "target", "heading-level"];
  const HOME = document.currentScript?.src ?? null;

  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);

  // Without what would turn the text around it: embeddings, overrides, isolates, control characters.
  // What is too long ends in "…".
  function clean(text, longest = LONGEST_TEXT) {
    const shown = String(text ?? "").replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]+/g, " ");
    const letters = [...shown];
    return letters.length <= longest ? shown : `${letters.slice(0, longest - 1).join("")}…`;
  }

  // element("p", {class: "quiet"}, "text", child, …); null and false children are left out.
  function element(tag, attributes, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value !== null && value !== false) made.setAttribute(name, value);
    }
    made.append(...children.flat().filter((child) => child !== null && child !== false));
    return made;
  }

  // An address of the web, or null.
  function webAddress(text, base) {
    try {
      const address = new URL(text, base);
      return /^https?:$/.test(address.protocol) ? address.href : null;
    } catch {
      return null;
    }
  }

  const siteOf = (url) => {
    if (!url) return null;
    const address = webAddress(/^https?:\/\//i.test(url) ? url : `https://${url}`);
    return address && new URL(address).hostname.includes(".") ? address : null;
  };

  // A language tag that Intl knows how to read: "pt-BR"; else English.
  function readable(tag) {
    try {
      return Intl.getCanonicalLocales(tag.replaceAll("_", "-"))[0] ?? "en";
    } catch {
      return "en";
    }
  }

  function secondsOf(retryAfter) {
    if (!retryAfter) return null;
    const seconds = /^\d+$/.test(retryAfter) ? Number(retryAfter) : (Date.parse(retryAfter) - Date.now()) / 1000;
    return Number.isFinite(seconds) ? Math.max(1, Math.ceil(seconds)) : null;
  }

  // What is told in place of the partners.
  class Trouble extends Error {
    constructor(text, {status = 0, code = "", message = "", retryAfter = null} = {}) {
      super(message);
      Object.assign(this, {text, status, code, retryAfter});
    }
  }

  // What a reader may overcome by trying again.
  const PASSING = ["unreachable", "busy", "failed"];
  const TEXT_OF_STATUS = {400: "setup", 401: "key", 403: "forbidden", 404: "unknown", 409: "unknown",
    429: "busy", 503: "busy"};

  async function troubleOf(answer) {
    const problem = await answer.json().catch(() => ({}));
    return new Trouble(TEXT_OF_STATUS[answer.status] ?? "failed", {status: answer.status,
      code: String(problem?.code ?? ""), message: String(problem?.detail ?? ""),
      retryAfter: secondsOf(answer.headers.get("Retry-After"))});
  }

  async function ask(address, key, signal) {
    const headers = key ? {Accept: "application/json", Authorization: `Bearer ${key}`} : {Accept: "application/json"};
    let answer;
    try {
      answer = await fetch(address, {headers, signal, credentials: "omit", referrerPolicy: "no-referrer"});
    } catch (error) {
      throw new Trouble("unreachable", {message: String(error.message)});
    }
    if (!answer.ok) throw await troubleOf(answer);
    const found = await answer.json().catch(() => null);
    if (!Array.isArray(found?.partners)) throw new Trouble("failed", {message: "not an answer of Kontor"});
    return found;
  }

  class KontorPartners extends HTMLElement {
    static observedAttributes = [...ASKING, ...SHOWING];

    #asked = null;      // ends the question that is on its way
    #timer = 0;         // of the next try
    #tries = 0;
    #planned = false;
    #answer = null;
    #heading = element("div", {id: "heading", class: "heading", part: "heading", role: "heading", tabindex: "-1"});
    #status = element("p", {class: "status", role: "status", part: "status"});
    #again = element("button", {class: "again", type: "button", part: "button", hidden: ""});
    #list = element("ol", {class: "list", role: "list", part: "list", "aria-labelledby": "heading", hidden: ""});
    #waiting = element("div", {"aria-hidden": "true", hidden: ""}, [1, 2, 3].map(() => element("div", {class: "wait"})));
    #foot = element("p", {class: "foot quiet", part: "foot", hidden: ""});
    #box = element("section", {class: "box", part: "box", "aria-labelledby": "heading"},
      this.#heading, this.#status, this.#again, this.#waiting, this.#list, this.#foot);

    constructor() {
      super();
      const root = this.attachShadow({mode: "open"});
      root.adoptedStyleSheets = [sheet];
      root.append(this.#box);
      this.#again.addEventListener("click", () => {
        this.#heading.focus();
        this.reload();
      });
    }

    connectedCallback() { this.#plan(); }
    disconnectedCallback() { this.#stop(); }

    attributeChangedCallback(name, before, after) {
      if (before === after || !this.isConnected) return;
      if (ASKING.includes(name)) this.#plan();
      else if (this.#answer) this.#show(this.#answer);
    }

    // Asks again, as after a change of the page's data.
    reload() {
      this.#tries = 0;
      return this.#load();
    }

    // Several attributes that change at once are one question.
    #plan() {
      if (this.#planned) return;
      this.#planned = true;
      queueMicrotask(() => {
        this.#planned = false;
        if (this.isConnected) this.reload();
      });
    }

    #stop() {
      this.#asked?.abort();
      this.#asked = null;
      clearTimeout(this.#timer);
    }

    // The reader's: for numbers, days and countries; of the texts where there are any.
    get #tag() { return readable(this.closest("[lang]")?.lang || navigator.language || "en"); }
    get #language() {
      const code = this.#tag.split("-")[0];
      return Object.hasOwn(TEXTS, code) ? code : "en";
    }

    #text(name, filled = {}) {
      return TEXTS[this.#language][name].replace(/\{(\w+)\}/g, (gap, word) => filled[word] ?? gap);
    }

    get #limit() {
      const limit = Number.parseInt(this.getAttribute("limit") ?? "", 10);
      return Number.isNaN(limit) ? DEFAULT_LIMIT : Math.min(Math.max(limit, 1), MOST_PARTNERS);
    }

    #address() {
      const server = this.getAttribute("server");
      const base = server ? webAddress(server.replace(/\/?$/, "/"), document.baseURI) : webAddress("./", HOME);
      const organisation = this.getAttribute("for")?.trim();
      if (!base) throw new Trouble("setup", {message: "the attribute 'server' is needed: no address of the script is known"});
      if (!organisation) throw new Trouble("setup", {message: "the attribute 'for' is missing"});
      const address = new URL(`v1/organisations/${encodeURIComponent(organisation)}/partners`, base);
      address.searchParams.set("top", this.#limit);
      address.searchParams.set("lang", this.#language);
      for (const [attribute, parameter] of Object.entries(PASSED_ON)) {
        const value = this.getAttribute(attribute);
        if (value !== null) address.searchParams.set(parameter, value || "true");
      }
      return address;
    }

    async #load() {
      this.#stop();
      const asked = this.#asked = new AbortController();
      this.#answer = null;
      this.#tries += 1;
      this.#showWaiting();
      const timeout = setTimeout(() => asked.abort(), TIMEOUT_MS);
      try {
        const answer = await ask(this.#address(), this.getAttribute("key"), asked.signal);
        if (this.#asked !== asked) return;
        this.#answer = answer;
        this.#show(answer);
        this.#tell("kontor-load", {for: answer.for?.id, generation: answer.generation, partners: answer.partners.length});
      } catch (trouble) {
        if (this.#asked !== asked) return;
        this.#showTrouble(trouble instanceof Trouble ? trouble : new Trouble("failed", {message: String(trouble)}));
      } finally {
        clearTimeout(timeout);
      }
    }

    #tell(type, detail, cancelable = false) {
      return this.dispatchEvent(new CustomEvent(type, {bubbles: true, composed: true, cancelable, detail}));
    }

    // What every state begins with.
    #begin(status, busy = false) {
      this.#box.lang = this.#language;
      this.#box.setAttribute("aria-busy", String(busy));
      this.#heading.setAttribute("aria-level", Math.min(Math.max(Number(this.getAttribute("heading-level")) || 2, 1), 5));
      this.#heading.textContent = this.#text("title");
      this.#status.className = "status";
      this.#status.textContent = status;
      this.#waiting.hidden = !busy;
      this.#again.hidden = this.#list.hidden = this.#foot.hidden = true;
      this.#list.replaceChildren();
    }

    #showWaiting() { this.#begin(this.#text("loading"), true); }

    #showTrouble({text, status, code, message, retryAfter}) {
      const waits = text === "busy" && retryAfter !== null && retryAfter <= LONGEST_WAIT_S && this.#tries < MOST_TRIES;
      const when = waits && new Intl.RelativeTimeFormat(this.#language).format(retryAfter, "second");
      this.#begin(waits ? `${this.#text(text)} ${this.#text("next", {when})}` : this.#text(text));
      this.#status.classList.add("alert");
      if (waits) this.#timer = setTimeout(() => this.#load(), retryAfter * 1000);
      this.#again.textContent = this.#text("again");
      this.#again.hidden = !PASSING.includes(text);
      if (message) console.warn(`kontor-partners: ${message}${status ? ` (${status})` : ""}`);
      this.#tell("kontor-error", {status, code, message, retryAfter});
    }

    #show(answer) {
      const partners = answer.partners.slice(0, this.#limit);
      const name = clean(answer.for?.name);
      this.#begin(partners.length === 0 ? this.#text("empty") : `${this.#text("title")}: ${partners.length}`);
      if (name) {
        const [before, after] = this.#text("titleFor").split("{name}");
        this.#heading.replaceChildren(before, element("bdi", {}, name), after);
      }
      this.#status.classList.toggle("unseen", partners.length > 0);
      this.#list.hidden = partners.length === 0;
      this.#list.append(...partners.map((partner) => this.#partner(partner)));
      this.#foot.textContent = this.#asOf(answer.as_of);
      this.#foot.hidden = this.#foot.textContent === "";
    }

    #asOf(date) {
      const language = this.#language === "en" ? "en-GB" : this.#language;  // as the reasons have it
      const day = new Date(`${date}T12:00:00Z`);
      if (Number.isNaN(day.getTime())) return "";
      return this.#text("asOf", {day: new Intl.DateTimeFormat(language, {dateStyle: "long", timeZone: "UTC"}).format(day)});
    }

    #number(value) {
      return new Intl.NumberFormat(this.#tag, {minimumFractionDigits: 1, maximumFractionDigits: 1}).format(Number(value) || 0);
    }

    #country(code) {
      const region = {EL: "GR", UK: "GB"}[code] ?? code;
      try {
        return code ? new Intl.DisplayNames([this.#tag], {type: "region"}).of(region) : "";
      } catch {
        return clean(code);
      }
    }

    #partner(partner) {
      const level = Number(this.#heading.getAttribute("aria-level")) + 1;
      return element("li", {class: "partner", part: "partner"},
        element("div", {class: "name", role: "heading", "aria-level": level}, this.#name(partner)),
        element("p", {class: "score", part: "score"}, element("b", {}, this.#number(partner.score)), " ",
          element("span", {}, this.#text("score"))),
        this.#line(partner), this.#badges(partner), this.#bar(partner),
        element("p", {class: "legend quiet"},
          element("span", {title: this.#text("fitMeans")}, `${this.#text("fit")} ${this.#number(partner.fit)}`),
          element("span", {title: this.#text("reachMeans")}, `${this.#text("reach")} ${this.#number(partner.reach)}`)),
        this.#reasons(partner.reasons, this.#text("why")), this.#theirReasons(partner));
    }

    // A link to the host's page for that partner, else to its own site, else a button.
    #name(partner) {
      const template = this.getAttribute("link");
      const href = template === null ? siteOf(partner.url)
        : webAddress(template.replaceAll("{id}", encodeURIComponent(partner.id)), document.baseURI);
      const attributes = href ? {href, target: this.getAttribute("target"), rel: "noopener noreferrer"} : {type: "button"};
      const made = element(href ? "a" : "button", {...attributes, part: "name"},
        element("bdi", {}, clean(partner.name) || clean(partner.id)));
      made.addEventListener("click", (event) => {
        const {id, name, score, rank} = partner;
        if (!this.#tell("kontor-select", {id, name, score, rank}, true)) event.preventDefault();
      });
      return made;
    }

    #line(partner) {
      const parts = [clean(partner.city, LONGEST_PLACE), this.#country(partner.country)].filter(Boolean)
        .map((part) => element("bdi", {lang: this.#tag}, part));
      const {kinds} = TEXTS[this.#language];
      if (Object.hasOwn(kinds, partner.kind)) parts.push(kinds[partner.kind]);
      return parts.length > 0 && element("p", {class: "line quiet"}, parts.flatMap((part, index) => (index > 0 ? [" · ", part] : [part])));
    }

    #badges(partner) {
      const badges = [partner.known_partner && "known", partner.invented && "invented"].filter(Boolean);
      return badges.length > 0 && element("p", {class: "badges"}, badges.map((badge) => element("span", {}, this.#text(badge))));
    }

    // Of the 100 points that a score can have.
    #bar(partner) {
      const part = (name) => {
        const made = element("span", {class: name});
        made.style.width = `${Math.min(Math.max(Number(partner[name]) || 0, 0), 100)}%`;
        return made;
      };
      return element("div", {class: "bar", "aria-hidden": "true"}, part("fit"), part("reach"));
    }

    #reasons(sentences, label) {
      const shown = (Array.isArray(sentences) ? sentences : []).slice(0, SHOWN_REASONS);
      return shown.length > 0 && element("ul", {class: "reasons", role: "list", "aria-label": label},
        shown.map((sentence) => element("li", {}, element("span", {dir: "auto"}, clean(sentence)))));
    }

    #theirReasons(partner) {
      const list = this.#reasons(partner.reverse_reasons, this.#text("whyYou"));
      return list && element("details", {class: "more"}, element("summary", {}, this.#text("whyYou")), list);
    }
  }

  if (!customElements.get("kontor-partners")) customElements.define("kontor-partners", KontorPartners);
})();
