// Runs in the browser window: replaces the desktop's alert service, which does not exist without a screen.
const alerts = new Map();
const service = {
  QueryInterface: ChromeUtils.generateQI(["nsIAlertsService"]),
  showAlert(alert, listener) {
    alerts.set(alert.name, { alert, listener });
    listener?.observe(null, "alertshow", alert.cookie);
  },
  showPersistentNotification(data, alert, listener) {
    this.showAlert(alert, listener);
  },
  closeAlert(name) {
    const { alert, listener } = alerts.get(name) ?? {};
    alerts.delete(name);
    listener?.observe(null, "alertfinished", alert.cookie);
  },
  teardown() {},
  pbmTeardown() {},
};
Components.manager.QueryInterface(Ci.nsIComponentRegistrar).registerFactory(
  Services.uuid.generateUUID(), "the driver's desktop", "@mozilla.org/alerts-service;1",
  { QueryInterface: ChromeUtils.generateQI(["nsIFactory"]), createInstance: (iid) => service.QueryInterface(iid) });
window.drivenAlerts = alerts;
