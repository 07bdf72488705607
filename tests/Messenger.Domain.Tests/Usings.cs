global using ActivationStory = Messenger.Domain.Tests.Story<
    Messenger.Domain.Activations.ActivationState, Messenger.Domain.Activations.ActivationCommand,
    Messenger.Domain.Activations.ActivationFact, Messenger.Domain.Activations.ActivationRules>;
global using AgentStory = Messenger.Domain.Tests.Story<
    Messenger.Domain.Agents.AgentState, Messenger.Domain.Agents.AgentCommand, Messenger.Domain.Agents.AgentFact, Messenger.Domain.Agents.AgentRules>;
global using CampaignStory = Messenger.Domain.Tests.Story<
    Messenger.Domain.Campaigns.CampaignState, Messenger.Domain.Campaigns.CampaignCommand, Messenger.Domain.Campaigns.CampaignFact, Messenger.Domain.Campaigns.CampaignRules>;
global using ConversationStory = Messenger.Domain.Tests.Story<
    Messenger.Domain.Conversations.ConversationState, Messenger.Domain.Conversations.ConversationCommand,
    Messenger.Domain.Conversations.ConversationFact, Messenger.Domain.Conversations.ConversationRules>;
global using PageStory = Messenger.Domain.Tests.Story<
    Messenger.Domain.Pages.PageState, Messenger.Domain.Pages.PageCommand, Messenger.Domain.Pages.PageFact, Messenger.Domain.Pages.PageRules>;
