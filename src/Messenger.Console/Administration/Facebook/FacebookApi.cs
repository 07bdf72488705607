using Messenger.Console.Shared.Api;
using Messenger.Domain.Http;

namespace Messenger.Console.Administration.Facebook;

/// <summary>The API calls of the Facebook app and the external address.</summary>
public sealed class FacebookApi(HttpClient http) : ApiCalls(http)
{
    public Task<Reply<MetaAppView>> App() => Get("api/meta-app", FacebookJson.Default.MetaAppView);

    public Task<Reply<MetaAppCheck>> Check() =>
        Send(HttpMethod.Post, "api/meta-app/check", new ConfigurationEdit(), FacebookJson.Default.ConfigurationEdit, FacebookJson.Default.MetaAppCheck);

    public Task<Reply<AddressTestResult>> TestAddress() =>
        Send(HttpMethod.Post, "api/meta-app/address-test", new ConfigurationEdit(), FacebookJson.Default.ConfigurationEdit, FacebookJson.Default.AddressTestResult);

    public Task<Reply<ConfigurationView>> Configuration() => Get("api/configuration", FacebookJson.Default.ConfigurationView);

    /// <param name="tag">The version that the change is based on.</param>
    public Task<Reply<ConfigurationView>> SaveAddress(string address, string tag) => Send(
        HttpMethod.Put, "api/configuration", new ConfigurationEdit { ExternalAddress = address }, FacebookJson.Default.ConfigurationEdit,
        FacebookJson.Default.ConfigurationView, tag);
}
