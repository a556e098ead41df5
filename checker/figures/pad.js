// The sheet as a widget: its letters are the model's `value`.

function render({ model, el }) {
  const told = (text) => {
    model.set("value", text);
    model.save_changes();
  };
  const sheet = makeSheet(el, { told });
  const show = () => sheet.show(model.get("value"));
  const lock = () => sheet.lock(model.get("disabled"));
  model.on("change:value", show);
  model.on("change:disabled", lock);
  show();
  lock();
}

export default { render };
