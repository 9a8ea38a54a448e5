(() => {
  const site = "{site}", consented = "{mode}" === "consented", place = location, seen = new Set()
  let day = "{day}", last
  const kept = (name, value) => {
    try {
      return value === undefined ? localStorage.getItem(name) : localStorage.setItem(name, value)
    } catch { return null }
  }
  const draw = () => day + Array.from(crypto.getRandomValues(new Uint8Array(14)),
    (byte) => byte.toString(16).padStart(2, "0")).join("")
  const host = (address) => {
    try { return new URL(address).host } catch { return "" }
  }
  const visitor = () => {
    const known = kept("gamma-visitor") || ""
    return parseInt(day, 16) - parseInt(known.slice(0, 4), 16) <= {lives} ? known : ""
  }
  const send = (event, tries) => fetch(site, {
    method: "POST", credentials: "include", keepalive: true, body: JSON.stringify(event),
  }).then(async (answer) => {
    if (answer.status === 410 && tries < 4) {
      day = await answer.text()
      send({...event, i: draw()}, tries + 1)
    } else if (answer.status === 429 || answer.status > 499) throw answer
  }).catch(() => tries < 4 && setTimeout(send, 1000 * 2 ** tries, event, tries + 1))
  const tell = (w, n = "", r = "") => {
    const v = consented ? visitor() : ""
    if (navigator.globalPrivacyControl || navigator.doNotTrack === "1" || kept("gamma-opposed")) return
    if (!consented || v) send({i: draw(), w, n, p: place.pathname, r, v}, 0)
  }
  const look = () => document.querySelectorAll("[data-gamma-seen]").forEach(({dataset: {gammaSeen}}) => {
    if (!seen.has(gammaSeen)) {
      seen.add(gammaSeen)
      tell("a", gammaSeen)
    }
  })
  const view = (r) => {
    if (last === place.pathname) return
    last = place.pathname
    self === top ? tell("v", "", r) : tell("e", host(document.referrer))
    seen.clear()
    look()
  }
  const acted = (found) => found && tell("a", found.dataset.gammaAction)
  const start = () => {
    const from = host(document.referrer)
    last = undefined
    view(from === place.host ? "" : from)
  }
  const push = history.pushState
  history.pushState = function (...words) {
    push.apply(this, words)
    view("")
  }
  addEventListener("popstate", () => view(""))
  new MutationObserver(look).observe(document, {childList: true, subtree: true, attributeFilter: ["data-gamma-seen"]})
  document.addEventListener("click", ({target}) => {
    const link = target.closest("a[href]")
    acted(target.closest("[data-gamma-action]:not(form)"))
    if (link && /^http/.test(link.protocol) && link.host !== place.host) tell("o", link.host)
  })
  document.addEventListener("submit", ({target}) => acted(target.closest("form[data-gamma-action]")))
  window.gamma = {
    tell: (name) => tell("a", name),
    agree: () => { visitor() || kept("gamma-visitor", draw()); start() },
    oppose: () => { kept("gamma-opposed", "1"); localStorage.removeItem("gamma-visitor") },
  }
  if (place.hash === "#gamma-opposition") gamma.oppose()
  start()
})()
