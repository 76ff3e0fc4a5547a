// A redirect by HTML drops what follows the # in an address, so this leads on before. Without it the page still does.
{
  const { former, present } = document.currentScript.dataset;
  const to = document.querySelector("meta[http-equiv=refresh]").content.split("url=")[1];
  // The places on a page are named after the article or claim: #former-bridge-1, #q-herald--former-1.
  const place = location.hash.replace(new RegExp(`(^#|--)${former}-(?=.*\\d$)`), `$1${present}-`);
  if (place) location.replace(to + place);
}
