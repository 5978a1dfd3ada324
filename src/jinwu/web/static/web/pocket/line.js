// What this page sends to the server, with the token of the sign-in that holds now.
const root = document.getElementById("pocket");

const token = () =>
  /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? root.querySelector("[name=csrfmiddlewaretoken]").value;

export function post(url, body, more = {}) {
  return fetch(url, { method: "POST", body, headers: { "X-CSRFToken": token(), Accept: "application/json", ...more } });
}
