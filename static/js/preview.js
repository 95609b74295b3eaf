// A session's texts as visitors would read them, while they are typed. The server makes the page's part; it comes as a
// document, because the policy lets no script turn text into markup.

for (const form of document.querySelectorAll("form[data-previewed]")) keepShowing(form);

function keepShowing(form) {
  let waiting = 0;
  let asking = null;
  form.addEventListener("input", (event) => {
    if (!/^(title|subtitle|abstract|description)_/.test(event.target.name)) return;
    clearTimeout(waiting);
    waiting = setTimeout(ask, 700);
  });

  function ask() {
    asking?.abort();
    asking = new XMLHttpRequest();
    asking.open("POST", form.dataset.previewed);
    asking.responseType = "document";
    asking.addEventListener("load", show);
    asking.send(new FormData(form));
  }

  function show() {
    const shown = form.querySelector("[data-preview]");
    const made = asking.response?.querySelector("[data-preview]");
    if (asking.status === 200 && shown && made) shown.replaceWith(document.adoptNode(made));
  }
}
