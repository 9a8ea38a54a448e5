// Run inside a frame: the host is told its height and its title, or that there is nothing to answer.
const whole = document.getElementById("frame")
const tell = () => parent.postMessage({ height: Math.ceil(whole.getBoundingClientRect().height), title: document.title, closed: "closed" in whole.dataset }, "*")
new ResizeObserver(tell).observe(whole)
