// How long a text is, and by how much it is too long. The browser cuts nothing off what somebody pastes; the server refuses what is too long
// and shows it again.
const SHOWN_FROM = 0.8;

const lengthOf = (area) => [...area.value].length;

export const isTooLong = (area) => lengthOf(area) > Number(area.dataset.longest);

function count(area) {
  const line = document.createElement("p");
  line.className = "soft small num count";
  line.dir = "ltr";
  // While somebody writes to the cell, the length is always shown; elsewhere only near the end.
  const isAlwaysShown = area.closest("form[data-writing]") !== null;
  const update = () => {
    const length = lengthOf(area);
    line.textContent = `${length} / ${area.dataset.longest}`;
    line.classList.toggle("over", isTooLong(area));
    line.hidden = !isAlwaysShown && length < Number(area.dataset.longest) * SHOWN_FROM;
  };
  area.after(line);
  area.addEventListener("input", update);
  update();
}

document.querySelectorAll("textarea[data-longest]").forEach(count);
