// Run inside a frame: the host is told its height and its title; a link that leaves the simulator leaves the frame.
const whole = document.getElementById("frame")
const tell = () => parent.postMessage({ height: Math.ceil(whole.getBoundingClientRect().height), title: document.title }, "*")
new ResizeObserver(tell).observe(whole)
document.addEventListener("click", ({ target }) => {
  const link = target.closest("a[href]")
  if (link && !link.target && !link.pathname.includes("/integre/")) link.target = "_parent"
})
