// What Eleventy has for lists: collections, of which templates and pagination make pages.
const grouped = (items, keys) => {
  const groups = {};
  for (const item of items) for (const key of keys(item.data)) (groups[key] ??= []).push(item);
  return groups;
};
const listed = (groups) => Object.entries(groups).map(([id, items]) => ({ id, items: items.reverse() }));

module.exports = function (config) {
  config.addCollection("stories", (api) => api.getFilteredByTag("story").reverse());
  config.addCollection("storyAt", (api) => Object.fromEntries(api.getFilteredByTag("story").map((it) => [it.data.story, it])));
  config.addCollection("articlesOf", (api) => grouped(api.getFilteredByTag("article"), (data) => [data.story]));
  config.addCollection("claimsOf", (api) => grouped(api.getFilteredByTag("claim"), (data) => [data.story]));
  config.addCollection("outlets", (api) => listed(grouped(api.getFilteredByTag("article"), (data) => [data.outlet])));
  config.addCollection("people", (api) => listed(grouped(api.getFilteredByTag("claim"), (data) => data.people ?? [])));
  config.addFilter("day", (date) => date.toISOString().slice(0, 10));
  return {
    dir: { input: "content", includes: "../_includes", output: "_site" },
    markdownTemplateEngine: false,
    templateFormats: ["md", "njk"],
  };
};
