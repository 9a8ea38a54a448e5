// In the page of another site: a simulator in a frame that follows its height, and its origin.
(() => {
  const script = document.currentScript
  const { simulateur, module, langue, lang, couleur, situation } = script.dataset
  const name = encodeURI(simulateur || module)
  const english = (langue || lang) == "en"
  const home = new URL(".", script.src)
  if (english && !home.pathname.startsWith("/en/")) home.pathname = "/en" + home.pathname
  const asked = new URLSearchParams(situation)
  if (couleur) asked.set("couleur", couleur)
  asked.set("site", location.hostname)

  const frame = document.createElement("iframe")
  frame.src = `${home}integre/${name}/?${asked}`
  frame.title = (english ? "Simulator: " : "Simulateur : ") + decodeURI(name)
  frame.referrerPolicy = "origin"
  frame.style.cssText = "display:block;width:100%;height:700px;border:0"
  const link = document.createElement("a")
  link.href = `${home}${name}/`
  link.textContent = english ? "This simulator in full, on Gamma" : "Ce simulateur en entier, sur Gamma"
  const credit = document.createElement("p")
  credit.append(link)

  addEventListener("message", ({ source, data }) => {
    if (source != frame.contentWindow || !(data?.height > 0)) return
    frame.style.height = data.height + "px"
    frame.title = data.title
  })
  const show = () => script.closest("head") ? document.body.append(frame, credit) : script.before(frame, credit)
  document.body ? show() : addEventListener("DOMContentLoaded", show)
})()
