using Interception.Tests.Support;

namespace Interception.Tests.Page;

/// <summary>The tests that share one Chromium; they run one after the other.</summary>
[CollectionDefinition]
public sealed class InTheBrowser : ICollectionFixture<Browser>;
