// One sending per form: a second press of the button is not a second act. (The form's key makes it harmless anyway.)

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || form.dataset.again !== undefined) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  const button = event.submitter;
  // After this event, so that the button's own name and value are still sent.
  setTimeout(() => {
    if (button && !event.defaultPrevented) button.setAttribute("aria-disabled", "true");
    if (event.defaultPrevented) delete form.dataset.sent;
  });
});

// Coming back with the browser's back button: the page is as it was, and may send again.
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    for (const button of document.querySelectorAll("button[aria-disabled]")) button.removeAttribute("aria-disabled");
  }
});
