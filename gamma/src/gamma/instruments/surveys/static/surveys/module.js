// In the page of another site: a survey in a frame that follows its height, and goes when there is nothing to answer.
(() => {
  const script = document.currentScript
  const { enquete, langue } = script.dataset
  const home = new URL(".", script.src)
  if (langue == "en" && !home.pathname.startsWith("/en/")) home.pathname = "/en" + home.pathname

  const frame = document.createElement("iframe")
  frame.src = `${home}module/${encodeURIComponent(enquete)}/`
  frame.title = langue == "en" ? "Survey" : "Questionnaire"
  frame.referrerPolicy = "no-referrer"
  frame.style.cssText = "display:block;width:100%;height:600px;border:0"

  addEventListener("message", ({ source, data }) => {
    if (source != frame.contentWindow || !(data?.height > 0)) return
    frame.style.display = data.closed ? "none" : "block"
    frame.style.height = data.height + "px"
    frame.title = data.title
  })
  const show = () => script.closest("head") ? document.body.append(frame) : script.before(frame)
  document.body ? show() : addEventListener("DOMContentLoaded", show)
})()
