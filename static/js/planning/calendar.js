// The grid of places and hours, drawn by EventCalendar: it knows where a pointer is and lets sessions be dragged and
// stretched. What is on it and what becomes of it is the board's.

import { icon, make } from "./elements.js";
import { Tiles } from "./tile.js";
import { dayOf, later, minutesBetween, timeOf, wallOf } from "./wall.js";

const SLOTS = { 15: 2.25, 30: 2.75, 60: 3 };
const COLUMN = "minmax(10.5rem, 1fr)";
const NARROW = "minmax(8.5rem, 1fr)";
const LONG_PRESS = 350;
const CARRIED = "carried";
const OF_PLACE = "ort-";
const FIRST_ROW = 2;
const MORNING = "05:00";
const GHOSTS = { preview: "preview", ghost: "ghost" };

export class Calendar {
  constructor(board, element) {
    this.board = board;
    this.element = element;
    this.tiles = new Tiles(board);
    this.rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  }

  /** A moment as the calendar writes it: slots are as long as the zoom says, steps as long as moves are. */
  begin() {
    const { data, language } = this.board;
    this.calendar = EventCalendar.create(this.element, {
      view: "resourceTimeGridDay",
      locale: language,
      headerToolbar: { start: "", center: "", end: "" },
      allDaySlot: false,
      datesAboveResources: true,
      slotEventOverlap: false,
      nowIndicator: true,
      editable: true,
      longPressDelay: LONG_PRESS,
      resources: data.places.map((place) => ({ id: OF_PLACE + place.slug, title: place.name, extendedProps: { place } })),
      resourceLabelContent: ({ resource }) => this.placeHead(resource.extendedProps.place),
      dayHeaderFormat: (date) => this.board.dayName(dayOf(wallOf(date))),
      slotLabelFormat: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
      slotMinTime: data.opens,
      slotMaxTime: data.closes,
      events: [...this.grounds(), ...data.sessions.filter((one) => !one.isAside).map((one) => this.eventOf(one))],
      eventContent: (info) => this.content(info),
      eventClassNames: ({ event }) => event.extendedProps.classes ?? [],
      eventAllUpdated: () => this.drawn(),
      eventDragStart: ({ event }) => this.board.hand.beginDragging(event.id),
      eventResizeStart: ({ event }) => this.board.hand.beginDragging(event.id),
      dragConstraint: (info) => this.during(info),
      resizeConstraint: (info) => this.during(info),
      eventDragStop: (info) => this.stop(info),
      eventResizeStop: (info) => this.stop(info),
      eventDrop: (info) => this.dropped(info),
      eventResize: (info) => this.dropped(info),
      ...this.zoomed(),
      ...this.shown(),
    });
  }

  /** The first session that is shown; what runs past midnight ends an evening and begins no day. */
  firstTime() {
    const times = this.board.shownSessions().map((one) => timeOf(one.starts)).toSorted();
    return times.find((time) => time >= MORNING) ?? times[0] ?? this.board.data.firstHour;
  }

  get pixelsOfMinute() {
    return this.shownZoom.slotHeight / this.shownZoom.slotDuration.minutes;
  }

  /** Which time is at the upper edge. */
  topTime() {
    return later(`2000-01-01T${this.board.data.opens}`, Math.round(this.scroller.scrollTop / this.pixelsOfMinute));
  }

  scrollTo(time) {
    this.scroller.scrollTop = minutesBetween(`2000-01-01T${this.board.data.opens}`, time) * this.pixelsOfMinute;
  }

  /** With half an hour or so before it, and the hour's name whole. */
  scrollToFirst() {
    this.scrollTo(`2000-01-01T${this.firstTime()}`);
    this.scroller.scrollTop -= FIRST_ROW * this.rem;
  }

  /** Sessions lie across what would be rows and cells: said to be a table, it would be a broken one. */
  drawn() {
    for (const one of this.element.querySelectorAll(".ec[role], .ec [role], .ec article:not([role])")) {
      for (const name of ["role", "aria-rowcount", "aria-colcount", "aria-rowindex", "aria-colindex", "aria-colspan", "aria-rowspan"]) one.removeAttribute(name);
      if (one.matches("article")) one.setAttribute("role", "presentation");
    }
    for (const one of this.element.querySelectorAll(".ec-header [aria-label]")) one.removeAttribute("aria-label");
    this.board.keys?.afterDrawing();
  }

  // What is shown: which days, how large.

  zoomed() {
    const { rows } = this.board;
    this.shownZoom = {
      slotDuration: { minutes: rows },
      slotHeight: Math.round(SLOTS[rows] * this.rem),
      slotLabelInterval: { minutes: Math.max(rows, 30) },
      snapDuration: { minutes: this.board.step },
    };
    return this.shownZoom;
  }

  shown() {
    const { day, data } = this.board;
    const [first, last] = day ? [day, day] : [data.days[0].date, data.days.at(-1).date];
    const number = Math.round(minutesBetween(`${first}T00:00`, `${last}T00:00`) / 1440) + 1;
    return { date: first, duration: { days: number }, columnWidth: number > 1 ? NARROW : COLUMN };
  }

  /** Drawn anew, and scrolled to where it should be: to the first session, or to the time that was seen. */
  refit(toFirst = false) {
    const top = this.topTime();
    for (const [name, value] of Object.entries({ ...this.zoomed(), ...this.shown() })) this.calendar.setOption(name, value);
    setTimeout(() => {
      if (toFirst) this.scrollToFirst();
      else this.scrollTo(top);
      this.drawn();
    });
  }

  placeHead(place) {
    const head = make("span", "board-place", make("span", "board-place__name", place.name));
    if (place.capacity) head.append(make("span", "board-place__more", icon("person"), String(place.capacity)));
    return { domNodes: [head] };
  }

  // Sessions.

  eventOf(session, spot = session) {
    return {
      id: session.code,
      resourceIds: [OF_PLACE + spot.place],
      start: spot.starts,
      end: spot.ends,
      title: session.title,
      extendedProps: { classes: [] },
    };
  }

  content({ event }) {
    const { kind, said } = event.extendedProps;
    if (kind) return { domNodes: [make("span", "board-ground__title", said)] };
    const session = this.board.session(event.id === CARRIED ? this.board.hand?.carried?.session.code : event.id);
    if (!session) return { domNodes: [] };
    const spot = { place: session.place, starts: wallOf(event.start), ends: wallOf(event.end), isAside: false };
    const how = event.id === CARRIED ? "preview" : GHOSTS[event.display] ?? "auto";
    return { domNodes: [this.tiles.tile(session, spot, how)] };
  }

  draw(session) {
    const event = this.calendar.getEventById(session.code);
    if (session.isAside) {
      if (event) this.calendar.removeEventById(session.code);
    } else if (event) this.calendar.updateEvent({ ...event, ...this.eventOf(session) });
    else this.calendar.addEvent(this.eventOf(session));
  }

  drawAll() {
    const { data } = this.board;
    this.calendar.setOption("events", [...this.grounds(), ...data.sessions.filter((one) => !one.isAside).map((one) => this.eventOf(one))]);
  }

  /** Where a session that is carried by keys or from the side would go. */
  carry(session, spot) {
    const event = { ...this.eventOf(session, spot), id: CARRIED, editable: false, extendedProps: { classes: ["ec-preview", "is-carried"] } };
    if (!spot || spot.isAside) return this.putDown();
    if (this.calendar.getEventById(CARRIED)) this.calendar.updateEvent(event);
    else this.calendar.addEvent(event);
    return undefined;
  }

  putDown() {
    this.calendar.removeEventById(CARRIED);
  }

  carriedElement() {
    return this.element.querySelector(".ec-event.is-carried") ?? this.element.querySelector(".ec-event.ec-preview");
  }

  tileOf(session) {
    return this.element.querySelector(`button[data-code="${session.code}"]`);
  }

  allTiles() {
    return [...this.element.querySelectorAll("button[data-code]")];
  }

  // What lies under the sessions: time that is kept free, when somebody is not there, changeovers.

  grounds() {
    return [...this.board.data.grounds, ...this.breaks(), ...this.changeovers()].map((one, number) => this.groundOf(one, number));
  }

  groundOf({ kind, place, starts, ends, said }, number) {
    const everywhere = this.board.data.places.map((one) => OF_PLACE + one.slug);
    return {
      id: `ground-${number}`,
      resourceIds: place === null ? everywhere : [OF_PLACE + place],
      start: starts,
      end: ends,
      display: "background",
      editable: false,
      extendedProps: { kind, said, classes: ["board-ground", `board-ground--${kind}`] },
    };
  }

  /** While a session is held: when those who speak in it are not there. */
  showAway(session) {
    const { data, texts } = this.board;
    const known = session.people.map((slug) => data.people[slug]).filter(Boolean);
    const spans = known.flatMap(({ name, away }) => away.map((span) => ({ ...span, kind: "absent", place: null, said: texts.away.replace("{name}", name) })));
    this.away = spans.map((span, number) => this.groundOf(span, `away-${number}`));
    for (const one of this.away) this.calendar.addEvent(one);
  }

  hideAway() {
    for (const one of this.away ?? []) this.calendar.removeEventById(one.id);
    this.away = [];
  }

  /** A break without a place is everybody's. */
  breaks() {
    const common = this.board.data.sessions.filter((one) => one.kind === "break" && !one.place && !one.isAside && !one.isCancelled);
    return common.map((one) => ({ kind: "break", place: null, starts: one.starts, ends: one.ends, said: one.title }));
  }

  changeovers() {
    const minutes = Object.fromEntries(this.board.data.places.map((place) => [place.slug, place.changeover]));
    const lasting = this.board.data.sessions.filter((one) => !one.isAside && !one.isCancelled && minutes[one.place] > 0);
    return lasting.map((one) => ({ kind: "changeover", place: one.place, starts: one.ends, ends: later(one.ends, minutes[one.place]), said: "" }));
  }

  // While something is dragged, and when it is let go.

  spotIn({ event }) {
    const place = (event.resourceIds[0] ?? OF_PLACE).slice(OF_PLACE.length);
    return { place, starts: wallOf(event.start), ends: wallOf(event.end), isAside: false };
  }

  during(info) {
    this.board.hand.dragTo(this.spotIn(info), info.jsEvent);
    return true;
  }

  stop({ event, jsEvent }) {
    this.instead = this.board.hand.droppedOn(event.id, jsEvent);
    if (this.instead) setTimeout(this.instead);
    this.board.hand.endDragging();
  }

  dropped(info) {
    if (this.instead) return info.revert();
    return this.board.drop(this.board.session(info.event.id), this.spotIn(info));
  }

  /** Where a pointer is, or null where there is no time. */
  spotAt(x, y, session) {
    const found = this.calendar.dateFromPoint(x, y);
    if (!found?.resource || !this.element.contains(document.elementFromPoint(x, y))) return null;
    const starts = wallOf(found.date);
    const minutes = minutesBetween(session.starts, session.ends);
    return { place: found.resource.id.slice(OF_PLACE.length), starts, ends: later(starts, minutes), isAside: false };
  }

  get scroller() {
    return this.element.querySelector(".ec-main");
  }
}
