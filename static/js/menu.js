// Menus that are wider than the screen: where one is stands in the middle of them, and not out of sight.

for (const here of document.querySelectorAll("nav [aria-current]")) {
  const menu = here.closest("nav");
  const [place, seen] = [here.getBoundingClientRect(), menu.getBoundingClientRect()];
  menu.scrollLeft += place.left + place.width / 2 - (seen.left + seen.width / 2);
}
